import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { readTraffic } from "#lib/risk/read-traffic";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";

const range = { fromMs: Date.UTC(2026, 10, 23), toMs: Date.UTC(2026, 10, 24) };
const at = (minutes: number) => range.fromMs + minutes * 60_000;
const unlock = { method: "POST", route: "POST /locks/{id}/unlock" };
const failed = { status: 503, outcome: "server_error", call: null } as const;

async function storeWith(...attempts: Partial<Attempt>[]) {
  const dir = mkdtempSync(join(tmpdir(), "ajar-traffic-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  onTestFinished(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
  await store.record(attempts.map(sampleAttempt));
  return store;
}

test("attempts are joined to calls in their order; doors are known", async () => {
  const store = await storeWith(
    { callId: "a", startedAtMs: at(1), ...failed },
    { callId: "a", startedAtMs: at(2), attempt: 2 },
    { callId: "b", startedAtMs: at(3), ...unlock },
    { callId: "blocked", startedAtMs: at(4), attempt: 0, outcome: "blocked", blockedReason: "guard", status: null },
  );
  const { calls, ...traffic } = await readTraffic(store, { range, attemptsMax: 100 });
  const seen = calls.map(({ first, repeats, doorAction }) => [first.callId, repeats.length, doorAction]);
  expect(seen.toSorted()).toEqual([
    ["a", 1, false],
    ["b", 0, true],
  ]);
  expect(traffic).toMatchObject({ range, isWhole: true, oldestAtMs: at(1), attempts: 3, cutCalls: 0 });
});

test("too much is read from its end; calls that were cut are left out and counted", async () => {
  const store = await storeWith(
    { callId: "early", startedAtMs: at(1) },
    { callId: "a", startedAtMs: at(2), ...failed },
    { callId: "a", startedAtMs: at(4), attempt: 2 },
    { callId: "b", startedAtMs: at(3) },
  );
  const { calls, ...traffic } = await readTraffic(store, { range, attemptsMax: 2 });
  expect(calls.map(({ first }) => first.callId)).toEqual(["b"]);
  expect(traffic).toMatchObject({
    range: { fromMs: at(3), toMs: range.toMs },
    ...{ isWhole: false, attempts: 2, cutCalls: 1 },
  });
});

test("nothing recorded is traffic without calls", async () => {
  const traffic = await readTraffic(await storeWith(), { range, attemptsMax: 100 });
  expect(traffic).toMatchObject({ calls: [], attempts: 0, isWhole: true, oldestAtMs: null });
});

test("many pages are one traffic", async () => {
  const store = await storeWith(
    ...Array.from({ length: 12_000 }, (_, n) => ({ callId: `c${n}`, startedAtMs: range.fromMs + n })),
  );
  const traffic = await readTraffic(store, { range, attemptsMax: 11_000 });
  expect(traffic.calls).toHaveLength(11_000);
  expect(traffic).toMatchObject({ attempts: 11_000, isWhole: false, range: { fromMs: range.fromMs + 1_000 } });
}, 30_000);
