import { expect, test } from "vitest";
import { nearestRank } from "#lib/model/percentile";

test.each([
  [1, 50, 1],
  [1, 99, 1],
  [2, 50, 1],
  [2, 51, 2],
  [4, 50, 2],
  [5, 50, 3],
  [20, 95, 19],
  [100, 95, 95],
  [100, 99, 99],
  [101, 99, 100],
  [2_000, 99, 1_980],
])("of %i values, the %ith percentile is the one of rank %i", (n, percent, rank) => {
  expect(nearestRank(n, percent)).toBe(rank);
});
