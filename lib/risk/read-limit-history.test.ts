import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { outcomeOfStatus } from "#lib/model/outcome";
import { joinStretches, readLimitHistory } from "#lib/risk/read-limit-history";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";

const hour = 3_600_000;
const day = 24 * hour;
const nowMs = Date.UTC(2026, 10, 23, 12, 34, 56);

async function openStore() {
  const dir = mkdtempSync(join(tmpdir(), "ajar-history-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  onTestFinished(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
  return store;
}

const at = (startedAtMs: number, status: number) =>
  sampleAttempt({ startedAtMs, status, outcome: outcomeOfStatus(status) });

test("nothing recorded is no history", async () => {
  expect(await readLimitHistory(await openStore(), { weighed: "bad", nowMs })).toEqual([]);
});

test("a single call is a history that begins with its step and goes on to now", async () => {
  const store = await openStore();
  await store.record([at(nowMs - 7 * 60_000, 404)]);
  const history = await readLimitHistory(store, { weighed: "bad", nowMs });
  expect(history).toEqual([{ fromMs: Date.UTC(2026, 10, 23, 12, 25), stepMs: 300_000, attempts: [1, 0], bad: [1, 0] }]);
});

test("five minutes near to now, hours far back and where retention has left no more; nothing is lost in between", async () => {
  const store = await openStore();
  const statuses = [200, 401, 422, 429, 503];
  const all = Array.from({ length: 2_000 }, (_, n) => at(nowMs - 1 - n * 2_580_000, statuses[n % 5] ?? 200));
  await store.record(all);
  await store.deleteAttemptsBefore(nowMs - 10 * day);
  const history = await readLimitHistory(store, { weighed: [401, 429], nowMs });
  expect(history.map(({ stepMs }) => stepMs)).toEqual([hour, 300_000]);
  const [coarse, fine] = history;
  expect(fine?.fromMs).toBe((coarse?.fromMs ?? 0) + (coarse?.attempts.length ?? 0) * hour);
  for (const { fromMs, stepMs, attempts, bad } of history) {
    const inStep = (n: number) =>
      all.filter(({ startedAtMs }) => Math.floor((startedAtMs - fromMs) / stepMs) === n).map(({ status }) => status);
    expect(attempts).toEqual(attempts.map((_, n) => inStep(n).length));
    expect(bad).toEqual(attempts.map((_, n) => inStep(n).filter((status) => status === 401 || status === 429).length));
  }
  const sum = history.flatMap(({ attempts }) => attempts).reduce((a, b) => a + b, 0);
  expect(sum).toBe(all.filter(({ startedAtMs }) => startedAtMs >= Math.floor((nowMs - 90 * day) / hour) * hour).length);
}, 30_000);

test.each([
  [[], []],
  [[{ fromMs: 0, stepMs: 5, attempts: [0, 0], bad: [0, 0] }], []],
  [
    [
      { fromMs: 0, stepMs: 10, attempts: [0, 0], bad: [0, 0] },
      { fromMs: 20, stepMs: 5, attempts: [0, 3], bad: [0, 1] },
      { fromMs: 30, stepMs: 5, attempts: [0], bad: [0] },
    ],
    [{ fromMs: 25, stepMs: 5, attempts: [3, 0], bad: [1, 0] }],
  ],
  [
    [
      { fromMs: 0, stepMs: 10, attempts: [1], bad: [0] },
      { fromMs: 10, stepMs: 5, attempts: [0], bad: [0] },
    ],
    [
      { fromMs: 0, stepMs: 10, attempts: [1], bad: [0] },
      { fromMs: 10, stepMs: 5, attempts: [0], bad: [0] },
    ],
  ],
])("%j is joined to %j", (stretches, joined) => {
  expect(joinStretches(stretches)).toEqual(joined);
});
