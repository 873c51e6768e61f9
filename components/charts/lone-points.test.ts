import { expect, test } from "vitest";
import { lonePoints } from "#components/charts/lone-points.ts";

test.each([
  [[], []],
  [[1], [0]],
  [[1, 2], []],
  [
    [null, 0, null, 3, 4, null, 5],
    [1, 6],
  ],
])("%j has lone points at %j", (values, lone) => {
  expect([...lonePoints(values)]).toEqual(lone);
});
