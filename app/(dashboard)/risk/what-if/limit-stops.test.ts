import { expect, test } from "vitest";
import { limitStops, nearestStop } from "./limit-stops.ts";

test.each(["rate", "count"] as const)("every stop of a %s is nearest to itself, and they rise", (kind) => {
  const stops = limitStops(kind);
  expect(stops.map((stop) => nearestStop(kind, stop))).toEqual(stops.map((_, n) => n));
  expect(stops).toEqual(stops.toSorted((a, b) => a - b));
  expect(nearestStop(kind, 1e9)).toBe(stops.length - 1);
});
