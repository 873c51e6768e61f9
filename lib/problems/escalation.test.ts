import { expect, test } from "vitest";
import { usualRateOf } from "#lib/problems/escalation";

test.each([
  ["never happened", [0, 0, 0], 0, 10],
  ["no hours at all", [], 0, 10],
  ["now and then", [0, 1, 0, 0, 1], 1, 10],
  ["just under the floor", [3], 3, 12],
  ["small and steady: chance decides", [4, 4, 4], 4, 14],
  ["large and steady: the factor decides", [100, 100, 100], 100, 300],
  ["office hours only", [...Array.from({ length: 16 }, () => 0), ...Array.from({ length: 8 }, () => 50)], 50, 150],
  ["one wild hour among many", [5, 5, 5, 5, 900], 5, 16],
  ["between two medians, the lower", [2, 8], 2, 10],
])("%s", (_, hours, usual, escalatesFrom) => {
  expect(usualRateOf(hours)).toEqual({ usual, escalatesFrom, calmBelow: escalatesFrom / 2 });
});

test("more in an hour never lowers the bar", () => {
  const bars = Array.from({ length: 500 }, (_, usual) => usualRateOf([usual]).escalatesFrom);
  expect(bars).toEqual(bars.toSorted((a, b) => a - b));
});
