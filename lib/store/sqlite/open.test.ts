import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";

const everything = { range: { fromMs: 0, toMs: 1e14 }, filter: {}, limit: 500, cursor: null };

test("what was stored is there when the store is opened again, in files of their owner alone", async () => {
  const dir = join(temporaryDirectory(), "data");
  const store = await openSqliteStore({ dir, clock: systemClock });
  const attempt = sampleAttempt({ status: 500, outcome: "server_error" });
  await store.record([attempt]);
  await store.putSetting("a", "b");
  const modes = readdirSync(dir).map((name) => statSync(join(dir, name)).mode & 0o777);
  expect(modes.length).toBeGreaterThan(3);
  expect(new Set(modes)).toEqual(new Set([0o600]));
  await store.close();
  const again = await openSqliteStore({ dir, clock: systemClock });
  expect((await again.listCalls(everything)).data).toMatchObject([{ callId: attempt.callId }]);
  expect(await again.findSetting("a")).toBe("b");
  await again.close();
});

test("a second store on the directory is refused, and neither it nor a failed one keeps the lock", async () => {
  const dir = temporaryDirectory();
  writeFileSync(join(dir, "ajar.db"), "this is not a database, whatever its name says");
  const opening = () => openSqliteStore({ dir, clock: systemClock });
  await expect(opening()).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("not a database"),
  });
  writeFileSync(join(dir, "ajar.db"), "");
  const store = await opening();
  await expect(opening()).rejects.toMatchObject({ code: "conflict" });
  await store.ping();
  await store.close();
});

test("while another program holds the database, records wait; when they have waited too long, they reject", async () => {
  const dir = temporaryDirectory();
  const store = await openSqliteStore({ dir, clock: systemClock, tuning: { busyTimeoutMs: 300 } });
  const other = new Database(join(dir, "ajar.db"));
  other.exec("BEGIN IMMEDIATE");
  await expect(store.record([sampleAttempt()])).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("Another program"),
  });
  const waiting = store.record([sampleAttempt()]);
  other.exec("COMMIT");
  await waiting;
  expect((await store.listCalls(everything)).data).toHaveLength(1);
  other.close();
  await store.close();
});

test("kill -9 under load: every attempt that was acknowledged is there, once, and the figures agree", async () => {
  const dir = temporaryDirectory();
  const script = `
    const { openSqliteStore } = await import("#lib/store/sqlite/open");
    const { sampleAttempt } = await import("#lib/store/sample-attempt");
    const { systemClock } = await import("#lib/time/clock");
    const store = await openSqliteStore({ dir: ${JSON.stringify(dir)}, clock: systemClock });
    const writer = async (name) => {
      for (let n = 0; ; n += 1) {
        const callId = process.pid + "-" + name + "-" + n;
        await store.record([sampleAttempt({ callId })]);
        process.stdout.write(callId + "\\n");
      }
    };
    for (const name of "abcdefgh") writer(name);`;
  const acknowledged: string[] = [];
  for (let round = 1; round <= 4; round += 1) {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const goal = acknowledged.length + 150 * round;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === goal) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(1_500);
  const store = await openSqliteStore({ dir, clock: systemClock });
  await store.close();
  const db = new Database(join(dir, "ajar.db"));
  const stored = new Set(db.prepare<[], string>("SELECT call_id FROM attempts").pluck().all());
  expect(acknowledged.filter((callId) => !stored.has(callId))).toEqual([]);
  const sums = db.prepare(
    "SELECT DISTINCT (SELECT sum(attempts) FROM figures f WHERE f.rollup = r.rollup) FROM figures r",
  );
  expect(sums.pluck().all()).toEqual([stored.size]);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  db.close();
}, 60_000);
