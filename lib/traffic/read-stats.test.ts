import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { isBad, isFailure, outcomes } from "#lib/model/outcome";
import { statsDimensions } from "#lib/model/stats";
import { arbitraryCall, playground } from "#lib/store/arbitrary-attempts";
import { percentileOf, recount } from "#lib/store/recount";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { AttemptReader, FiguresQuery } from "#lib/store/store";
import { listBucketStarts } from "#lib/time/bucket";
import { readStats, type StatsQuery } from "#lib/traffic/read-stats";

/** A store that counts the plain way, and remembers what it was asked. */
function storeOf(attempts: readonly Attempt[]) {
  const asked: FiguresQuery[] = [];
  const readFigures: AttemptReader["readFigures"] = async (query) => {
    asked.push(query);
    const { cells, p95s, latencies } = recount(attempts, query);
    const { range, bucketSeconds, timeZone } = query;
    const percentile = (percent: number) => percentileOf(latencies, percent);
    return {
      range,
      bucketSeconds,
      bucketStarts: listBucketStarts(range, bucketSeconds, timeZone),
      cells,
      p95s,
      latencyMs: { p50: percentile(50), p95: percentile(95), p99: percentile(99), exact: true },
    };
  };
  return { readFigures, asked };
}

const everything: StatsQuery = { range: playground, filter: {}, by: "none", bucket: "auto", timeZone: "UTC" };

test("whatever the breakdown, the series sum up to the totals, and every bucket has a point", async () => {
  const history = fc.array(arbitraryCall, { maxLength: 30 }).map((calls) => calls.flat());
  await fc.assert(
    fc.asyncProperty(history, fc.constantFrom(...statsDimensions), async (attempts, by) => {
      const { totals, series } = await readStats(storeOf(attempts), { ...everything, by });
      const points = series.flatMap((one) => one.points);
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      const sent = attempts.filter(({ outcome }) => outcome !== "blocked");
      expect(sum(points.map((point) => point.attempts))).toBe(totals.attempts);
      expect(sum(points.map((point) => point.bad))).toBe(totals.bad);
      expect(sum(Object.values(totals.byStatusClass))).toBe(totals.attempts);
      expect(sum(Object.values(totals.byOutcome))).toBe(totals.attempts + totals.blocked);
      for (const { points: some } of series) expect(some).toHaveLength(288);
      for (const { attempts: count, p95 } of points) expect(p95 === null).toBe(count === 0);
      expect(totals).toMatchObject({
        attempts: sent.length,
        blocked: attempts.length - sent.length,
        calls: sent.filter(({ call }) => call !== null).length,
        retries: sent.filter(({ attempt }) => attempt > 1).length,
        bad: sent.filter(({ outcome }) => isBad(outcome)).length,
        failures: sent.filter(({ outcome }) => isFailure(outcome)).length,
        badRate: sent.length === 0 ? null : sent.filter(({ outcome }) => isBad(outcome)).length / sent.length,
      });
    }),
    { numRuns: 60 },
  );
});

test("classes and outcomes are all there in the order of the legend; other keys as seen, most attempts first", async () => {
  const on = (status: number, route: string) => sampleAttempt({ startedAtMs: playground.fromMs, status, route });
  const store = storeOf([on(200, "GET /a"), on(404, "GET /b"), on(404, "GET /b")]);
  const keysBy = async (by: StatsQuery["by"]) =>
    (await readStats(store, { ...everything, by })).series.map(({ key }) => key);
  expect(await keysBy("statusClass")).toEqual(["2xx", "3xx", "4xx", "5xx", "none"]);
  expect(await keysBy("outcome")).toEqual(outcomes.slice(0, -1));
  expect(await keysBy("route")).toEqual(["GET /b", "GET /a"]);
  expect(await keysBy("status")).toEqual(["404", "200"]);
  expect(await keysBy("none")).toEqual(["all"]);
});

test("a range without attempts has no rate and no percentiles, but its points", async () => {
  const { totals, series } = await readStats(storeOf([]), everything);
  expect(totals).toMatchObject({ attempts: 0, badRate: null, latencyMs: { p50: null, p95: null, p99: null } });
  expect(series[0]?.points[0]).toEqual({ t: playground.fromMs, attempts: 0, bad: 0, p95: null });
  expect((await readStats(storeOf([]), { ...everything, by: "route" })).series).toEqual([]);
});

test("an automatic bucket may be widened by the store, one that was asked for may not", async () => {
  const store = storeOf([]);
  await readStats(store, everything);
  await readStats(store, { ...everything, bucket: 3_600 });
  expect(store.asked).toMatchObject([
    { bucketSeconds: 900, mayWiden: true },
    { bucketSeconds: 3_600, mayWiden: false },
  ]);
});

test("what cannot be asked is refused before the store is", async () => {
  const store = storeOf([]);
  const ask = (changes: Partial<StatsQuery>) => readStats(store, { ...everything, ...changes });
  await expect(ask({ timeZone: "Mars/Olympus" })).rejects.toMatchObject({
    code: "bad_input",
    errors: [{ path: "tz" }],
  });
  await expect(ask({ bucket: 60 })).rejects.toMatchObject({ code: "unanswerable", errors: [{ path: "bucket" }] });
  expect(store.asked).toEqual([]);
});
