import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { type BudgetPoint, readBudgetHistory, rollingPoints } from "#lib/risk/read-budget-history";
import { recount } from "#lib/store/recount";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { listBucketStarts } from "#lib/time/bucket";
import type { TallyReader } from "#lib/traffic/read-tallies";

const minute = 60_000;
const hour = 3_600_000;
const limit = { seconds: 3_600, rate: null, count: 10 };
const startMs = Date.UTC(2026, 2, 1);

function storeOf(attempts: readonly Attempt[]): TallyReader {
  const latencyMs = { p50: null, p95: null, p99: null, exact: true };
  return {
    readFigures: async (query) => ({
      range: query.range,
      bucketSeconds: query.bucketSeconds,
      bucketStarts: listBucketStarts(query.range, query.bucketSeconds, "UTC"),
      cells: recount(attempts, query).cells,
      p95s: [],
      latencyMs,
    }),
  };
}

const failed = (startedAtMs: number) => sampleAttempt({ startedAtMs, status: 404, outcome: "client_error" });
const read = (attempts: readonly Attempt[], spanMs: number, watched = limit): Promise<readonly BudgetPoint[]> => {
  return readBudgetHistory(
    storeOf(attempts),
    { limit: watched, weighed: "bad" },
    { fromMs: startMs, toMs: startMs + spanMs },
  );
};

test("each point holds what a recount of the window before it holds", () => {
  const traffic = fc.array(fc.record({ attempts: fc.nat(20), bad: fc.nat(5) }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(traffic, fc.integer({ min: 1, max: 12 }), (some, steps) => {
      const buckets = some.map((sums, index) => ({ t: index * minute, badRetries: 0, ...sums }));
      const range = { fromMs: 0, toMs: some.length * minute };
      const window = { ...limit, seconds: steps * 60 };
      const points = rollingPoints(buckets, { limit: window, widthMs: minute, range });
      expect(points).toHaveLength(some.length);
      points.forEach(({ atMs, attempts, bad }) => {
        const inside = buckets.filter(({ t }) => t < atMs && t >= atMs - steps * minute);
        expect(attempts).toBe(inside.reduce((sum, bucket) => sum + bucket.attempts, 0));
        expect(bad).toBe(inside.reduce((sum, bucket) => sum + bucket.bad, 0));
      });
    }),
  );
});

test("what was sent before the range still counts in it, until it is as old as the window", async () => {
  const points = await read([failed(startMs - 30 * minute), failed(startMs + 15 * minute)], 2 * hour);
  const at = (offsetMs: number) => points.find(({ atMs }) => atMs === startMs + offsetMs)?.used;
  expect(at(minute)).toBe(0.1);
  expect(at(20 * minute)).toBe(0.2);
  expect(at(35 * minute)).toBe(0.1);
  expect(at(76 * minute)).toBeNull();
  expect(points.at(-1)?.atMs).toBe(startMs + 2 * hour);
});

test("a long range has few points, and none of its peaks is lost", async () => {
  const peak = Array.from({ length: 9 }, (_, index) => failed(startMs + 20 * 24 * hour + index));
  const points = await read(peak, 30 * 24 * hour);
  expect(points.length).toBeLessThanOrEqual(301);
  expect(Math.max(...points.map(({ used }) => used ?? 0))).toBe(0.9);
});

test("a window that would take too many steps is refused with the way out", async () => {
  await expect(read([], 90 * 24 * hour, { ...limit, seconds: 60 })).rejects.toMatchObject({
    code: "unanswerable",
    message: expect.stringContaining("choose a shorter range"),
  });
});
