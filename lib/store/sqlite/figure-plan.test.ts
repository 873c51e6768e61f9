import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketOf, planStretches, runsOf } from "#lib/store/sqlite/figure-plan";
import { settleScope } from "#lib/store/sqlite/figure-scope";
import { bucketSeconds as allBuckets } from "#lib/time/bucket";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 2, 28);
const all = { rowsFromMs: 0, figuresFromMs: 0 };
const asked = { bucketSeconds: 3_600, mayWiden: false, timeZone: "UTC" } as const;

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
      const stretches = planStretches(runsOf(scope), source);
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
  const plan = planStretches(runsOf(settleScope({ ...asked, range }, "all", all)), "all");
  expect(plan.map(({ rollup }) => rollup?.seconds ?? "rows")).toEqual(["rows", 300, 3_600, 300, "rows"]);
  expect(plan[0]).toMatchObject({ fromMs: range.fromMs, toMs: start + 300_000 });
});

test("days of UTC come whole from the rollup of days", () => {
  const range = { fromMs: start, toMs: start + 2 * 24 * hourMs };
  const scope = settleScope({ ...asked, range, bucketSeconds: 86_400 }, "route", all);
  expect(planStretches(runsOf(scope), "route").map(({ rollup }) => rollup?.seconds)).toEqual([86_400, 86_400]);
});
