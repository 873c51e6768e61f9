import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.mjs";

let folder = "";
let lockFile = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ajar-lock-"));
  lockFile = join(folder, "nested", "work.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("processes that start together work one after the other", async () => {
  const log = join(folder, "log");
  const module = join(import.meta.dirname, "one-at-a-time.mjs");
  const program = `
    import { appendFileSync } from "node:fs";
    import { setTimeout } from "node:timers/promises";
    import { oneAtATime } from ${JSON.stringify(module)};
    await oneAtATime(${JSON.stringify(lockFile)}, () => {}, async () => {
      appendFileSync(${JSON.stringify(log)}, "in ");
      await setTimeout(20);
      appendFileSync(${JSON.stringify(log)}, "out ");
    });`;
  const starts = [1, 2, 3, 4].map(() => spawn(process.execPath, ["--input-type=module", "-e", program]));
  await Promise.all(starts.map((child) => once(child, "close")));
  expect(readFileSync(log, "utf8")).toBe("in out ".repeat(4));
  expect(existsSync(lockFile)).toBe(false);
});

test("the lock is released when the work fails", async () => {
  const work = oneAtATime(
    lockFile,
    () => {},
    async () => {
      throw new Error("no");
    },
  );
  await expect(work).rejects.toThrow("no");
  expect(existsSync(lockFile)).toBe(false);
});

test("a lock whose owner died is taken over", async () => {
  const gone = spawn(process.execPath, ["-e", ""]);
  await once(gone, "close");
  const waits: string[] = [];
  await oneAtATime(
    lockFile,
    () => {},
    async () => {},
  );
  writeFileSync(lockFile, JSON.stringify({ pid: gone.pid, host: hostname() }));
  const result = await oneAtATime(
    lockFile,
    () => waits.push("waited"),
    async () => "done",
  );
  expect(result).toBe("done");
  expect(waits).toHaveLength(1);
});

test("a lock that has been silent for long is taken over, whoever holds it", async () => {
  await oneAtATime(
    lockFile,
    () => {},
    async () => {},
  );
  writeFileSync(lockFile, JSON.stringify({ pid: process.pid, host: "elsewhere" }));
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lockFile, longAgo, longAgo);
  expect(
    await oneAtATime(
      lockFile,
      () => {},
      async () => "done",
    ),
  ).toBe("done");
});
