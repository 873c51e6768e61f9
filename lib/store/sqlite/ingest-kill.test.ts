import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";

test("kill -9 during ingest: what was acknowledged is there, once, and no batch by half", async () => {
  const dir = join(temporaryDirectory(), "data");
  const script = `
    import { openSqliteStore } from "#lib/store/sqlite/open";
    import { sampleAttempt } from "#lib/store/sample-attempt";
    import { systemClock } from "#lib/time/clock";
    const store = await openSqliteStore({ dir: ${JSON.stringify(dir)}, clock: systemClock });
    async function ingest(name) {
      let before = [];
      for (let n = 0; ; n += 1) {
        const batch = process.pid + "-" + name + "-" + n;
        const rows = Array.from({ length: 7 }, (_, at) => {
          const callId = batch + "-" + at;
          return { attempt: sampleAttempt({ callId, startedAtMs: n * 60_000 }), externalKey: callId };
        });
        const moves = before.map(({ attempt: { callId } }) => {
          return { from: { callId, attempt: 1 }, to: { callId, attempt: 2 }, call: null };
        });
        await store.recordIngested({ rows, moves });
        process.stdout.write(batch + "\\n");
        before = rows;
      }
    }
    for (const name of "abc") ingest(name);`;
  const acknowledged: string[] = [];
  for (let round = 1; round <= 4; round += 1) {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const goal = acknowledged.length + 30 * round;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === goal) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  const store = await openSqliteStore({ dir, clock: systemClock });
  await store.close();
  const db = new Database(join(dir, "ajar.db"));
  const keys = db.prepare<[], string>("SELECT external_key FROM attempts").pluck().all();
  const batches = Map.groupBy(keys, (key) => key.slice(0, key.lastIndexOf("-")));
  expect(acknowledged.filter((batch) => !batches.has(batch))).toEqual([]);
  expect(new Set([...batches.values()].map(({ length }) => length))).toEqual(new Set([7]));
  const sums = db.prepare(
    "SELECT DISTINCT (SELECT sum(attempts) * 1000000 + sum(retries) FROM figures f WHERE f.rollup = r.rollup) FROM figures r",
  );
  const retries = db.prepare<[], number>("SELECT count(*) FROM attempts WHERE attempt > 1").pluck().get() ?? 0;
  expect(sums.pluck().all()).toEqual([keys.length * 1_000_000 + retries]);
  expect(db.prepare("SELECT count(*) FROM attempts WHERE attempt < 0").pluck().get()).toBe(0);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  db.close();
}, 60_000);
