import fc from "fast-check";
import { expect, test } from "vitest";
import { thinUses } from "./thin-uses.ts";

test("thinning out keeps the order and the highest use, however many there are", () => {
  const values = fc.array(fc.option(fc.nat(1_000)), { minLength: 1, maxLength: 3_000 });
  fc.assert(
    fc.property(values, (drawn) => {
      const uses = drawn.map((value, n) => ({ atMs: n * 300, stepMs: 300, attempts: 0, bad: 0, value }));
      const points = thinUses(uses);
      expect(points.length).toBeLessThanOrEqual(Math.min(uses.length, 241));
      expect(Math.max(...points.map(({ value }) => value ?? -1))).toBe(Math.max(...drawn.map((value) => value ?? -1)));
      const times = points.map(({ t }) => t);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
    { numRuns: 50 },
  );
});

test("no uses are no points", () => {
  expect(thinUses([])).toEqual([]);
});
