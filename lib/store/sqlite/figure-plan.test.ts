import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketOf, planStretches, runsOf, type Stretch } from "#lib/store/sqlite/figure-plan";
import { settleScope } from "#lib/store/sqlite/figure-scope";
import { bucketSeconds as allBuckets } from "#lib/time/bucket";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 2, 28);
const all = { rowsFromMs: 0, figuresFromMs: 0 };
const asked = { bucketSeconds: 3_600, mayWiden: false, timeZone: "UTC" } as const;

const quiet = () => false;

const arbitraryAsked = fc.record({
  range: fc
    .tuple(fc.nat(4 * 24 * hourMs), fc.nat(3 * 24 * hourMs))
    .map(([from, length]) => ({ fromMs: start + from, toMs: start + from + length + 1 })),
  bucketSeconds: fc.constantFrom(...allBuckets),
  mayWiden: fc.constant(true),
  timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kathmandu"),
});

test("stretches follow each other without gap or overlap, on spans of their rollup, and never across a bucket's edge", () => {
  const sources = fc.constantFrom("all" as const, "route" as const, "integration" as const, "rows" as const);
  fc.assert(
    fc.property(arbitraryAsked, sources, fc.nat(150), (query, source, keptHours) => {
      const kept = { rowsFromMs: source === "rows" ? 0 : start + keptHours * hourMs, figuresFromMs: 0 };
      const scope = settleScope(query, source, kept);
      const stretches = planStretches(runsOf(scope), source, quiet);
      let at = scope.range.fromMs;
      for (const { fromMs, toMs, rollup, ...run } of stretches) {
        expect(fromMs).toBe(at);
        expect(toMs).toBeGreaterThan(fromMs);
        at = toMs;
        const spanMs = (rollup?.seconds ?? 0.001) * 1_000;
        expect([fromMs % spanMs, toMs % spanMs]).toEqual([0, 0]);
        if (rollup) expect(rollup.dimension).toBe(source);
        if (spanMs < hourMs) expect(fromMs).toBeGreaterThanOrEqual(kept.rowsFromMs);
        for (let t = fromMs; t < toMs; t += Math.max(spanMs, hourMs / 2)) {
          const bucket = bucketOf(t, { fromMs, toMs, ...run });
          expect(scope.bucketStarts).toContain(bucket);
          const end = scope.bucketStarts.find((next) => next > t) ?? scope.range.toMs;
          expect(bucketOf(Math.min(t + spanMs, end) - 1, { fromMs, toMs, ...run })).toBe(bucket);
          if (rollup) expect(t + spanMs).toBeLessThanOrEqual(Math.max(end, scope.range.toMs));
        }
      }
      expect(at).toBe(scope.range.toMs);
    }),
    { numRuns: 300 },
  );
});

test("raw rows are asked for at the two edges only", () => {
  const range = { fromMs: start + 123, toMs: start + 7 * 24 * hourMs - 456 };
  const plan = planStretches(runsOf(settleScope({ ...asked, range }, "all", all)), "all", quiet);
  expect(plan.map(nameOf)).toEqual(["+rows", "+300", "+3600", "+300", "+rows"]);
  expect(plan[0]).toMatchObject({ fromMs: range.fromMs, toMs: start + 300_000 });
});

test("days of UTC come whole from the rollup of days", () => {
  const range = { fromMs: start, toMs: start + 2 * 24 * hourMs };
  const scope = settleScope({ ...asked, range, bucketSeconds: 86_400 }, "route", all);
  expect(planStretches(runsOf(scope), "route", quiet).map(nameOf)).toEqual(["+86400", "+86400"]);
});

test("the span of a busy edge is taken whole, and what is beyond the edge is taken off, where that is quiet", () => {
  const endsAt = start + 7 * 24 * hourMs - 456;
  const range = { fromMs: start + 123, toMs: endsAt };
  // As at the end of a range that ends now: nothing has come after it.
  const isBusy = ({ fromMs }: { fromMs: number }) => fromMs < endsAt;
  const plan = planStretches(runsOf(settleScope({ ...asked, range }, "route", all)), "route", isBusy);
  expect(plan.map(nameOf)).toEqual(["+rows", "+3600", "+3600", "-rows"]);
  expect(plan.at(-2)).toMatchObject({ fromMs: start + (7 * 24 - 1) * hourMs, toMs: start + 7 * 24 * hourMs });
  expect(plan.at(-1)).toMatchObject({ fromMs: endsAt, toMs: start + 7 * 24 * hourMs });
});

test("a range within one span may take off what is before it and what is after it", () => {
  const range = { fromMs: start + 1_000, toMs: start + 299_000 };
  const isBusy = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => toMs - fromMs > 1_000;
  const plan = planStretches(runsOf(settleScope({ ...asked, range }, "all", all)), "all", isBusy);
  expect(plan.map(nameOf)).toEqual(["+300", "-rows", "-rows"]);
});

test("whatever is busy, each instant of a range counts once in its own bucket, and none beyond it", () => {
  const sources = fc.constantFrom("all" as const, "route" as const, "credential" as const);
  fc.assert(
    fc.property(arbitraryAsked, sources, fc.integer({ min: 2, max: 9 }), (query, source, every) => {
      const scope = settleScope(query, source, all);
      const isBusy = (range: { fromMs: number; toMs: number }) => (range.fromMs + range.toMs) % every > 0;
      const plan = planStretches(runsOf(scope), source, isBusy);
      const { fromMs, toMs } = scope.range;
      const instants = plan.flatMap((stretch) => [stretch.fromMs - 1, stretch.fromMs, stretch.toMs - 1, stretch.toMs]);
      for (const ms of [fromMs - 1, fromMs, toMs - 1, toMs, ...instants]) {
        const bucket = scope.bucketStarts.findLast((starts) => starts <= ms);
        expect([ms, countsOf(plan, ms)]).toEqual([ms, ms < fromMs || ms >= toMs ? [] : [[bucket, 1]]]);
      }
      const buckets = plan.map((stretch) => bucketOf(Math.max(stretch.fromMs, fromMs), stretch));
      expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    }),
    { numRuns: 300 },
  );
});

/** How often an instant is counted, by bucket, but for what is taken off again. */
function countsOf(plan: readonly Stretch[], ms: number): (readonly [bucket: number, count: number])[] {
  const counts = new Map<number, number>();
  for (const stretch of plan) {
    if (ms < stretch.fromMs || ms >= stretch.toMs) continue;
    const bucket = bucketOf(ms, stretch);
    counts.set(bucket, (counts.get(bucket) ?? 0) + stretch.sign);
  }
  return [...counts].filter(([, count]) => count !== 0);
}

function nameOf({ rollup, sign }: Stretch): string {
  return `${sign > 0 ? "+" : "-"}${rollup?.seconds ?? "rows"}`;
}
