import { expect, test } from "vitest";
import { wilsonBounds } from "#lib/risk/wilson";

test.each([
  [1, 2, "low", 0.121],
  [1, 5, "low", 0.046],
  [2, 10, "low", 0.069],
  [5, 50, "low", 0.05],
  [10, 100, "low", 0.061],
  [0, 20, "high", 0.119],
] as const)("%i of %i has a %s bound of %f", (part, n, end, bound) => {
  expect(wilsonBounds(part, n)?.[end]).toBeCloseTo(bound, 3);
});

test("bounds stay within 0 and 1, and nothing has none", () => {
  expect(wilsonBounds(0, 3)?.low).toBe(0);
  expect(wilsonBounds(3, 3)?.high).toBe(1);
  expect(wilsonBounds(0, 0)).toBeNull();
});
