import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { conductOf, hashConduct, listConduct, recordConduct } from "#lib/reports/good-standing";
import { dayMs, fromMs, sampleDay } from "#lib/reports/report-fixture";
import type { ConductDay } from "#lib/store/report-store";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

async function openStore() {
  const dir = mkdtempSync(join(tmpdir(), "ajar-standing-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  onTestFinished(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
  return store;
}

async function readDays(store: Store): Promise<ConductDay[]> {
  const days: ConductDay[] = [];
  for await (const batch of listConduct(store)) days.push(...batch);
  return days;
}

test("each whole day is recorded once, with its figures, and chained to the one before", async () => {
  const store = await openStore();
  await store.record(sampleDay());
  expect(await recordConduct(store, fromMs + 5, fromMs + dayMs - 1)).toBe(0);
  // The days before the first traffic are no days of good conduct: there was none.
  expect(await recordConduct(store, fromMs - 3 * dayMs, fromMs + 2 * dayMs)).toBe(2);
  expect(await recordConduct(store, fromMs + 5, fromMs + 2 * dayMs + 9)).toBe(0);
  // What comes late changes no day that is recorded.
  await store.record([sampleAttempt({ startedAtMs: fromMs + 7, status: 404, outcome: "client_error" })]);
  const days = await readDays(store);
  expect(days.map(conductOf)).toEqual([
    { day: "2026-01-31", attempts: 1_203, bad: 11, repeatedClientErrors: 0, waitsAsked: 3, waitsHonoured: 3 },
    { day: "2026-02-01", attempts: 0, bad: 0, repeatedClientErrors: 0, waitsAsked: 0, waitsHonoured: 0 },
  ]);
  const [first, second] = days;
  expect(first?.hash).toBe(hashConduct("", first?.content ?? ""));
  expect(second?.hash).toBe(hashConduct(first?.hash ?? "", second?.content ?? ""));
});

test("the documented command finds the record true, and any change of it false", async () => {
  const store = await openStore();
  await store.record(sampleDay());
  await recordConduct(store, fromMs, fromMs + 3 * dayMs);
  const days = await readDays(store);
  const lines = days.map((day) => JSON.stringify({ ...conductOf(day), hash: day.hash }));
  const dir = mkdtempSync(join(tmpdir(), "ajar-standing-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const verify = (text: string) => {
    const file = join(dir, "conduct.ndjson");
    writeFileSync(file, text);
    return execFileSync("node", ["scripts/verify-good-standing.ts", file], { encoding: "utf8", stdio: "pipe" });
  };
  expect(verify(`${lines.join("\n")}\n`)).toMatch(/^3 days, 2026-01-31 to 2026-02-02: as recorded/);
  expect(verify("")).toMatch(/^No day is recorded yet/);
  const [first = "", ...rest] = lines;
  for (const forged of [
    [first.replace('"bad":11', '"bad":1'), ...rest],
    [first, ...rest.slice(1)],
    [...rest, first],
  ]) {
    expect(() => verify(`${forged.join("\n")}\n`)).toThrow();
  }
});
