import { expect, test } from "vitest";
import { poissonRange } from "#lib/risk/poisson-range";

// Exact bounds of Garwood at 80 %, from tables of the chi-square distribution.
test.each([
  [0, 0, Math.LN10],
  [1, 0.105, 3.89],
  [3, 1.102, 6.681],
  [10, 6.221, 15.407],
  [100, 87.42, 114.07],
])("%i seen may come from %f to %f expected", (seen, low, high) => {
  const range = poissonRange(seen);
  expect(Math.abs(range.low - low)).toBeLessThanOrEqual(low * 0.07);
  expect(Math.abs(range.high - high)).toBeLessThanOrEqual(high * 0.02);
});
