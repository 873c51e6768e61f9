import fc from "fast-check";
import { expect, test } from "vitest";
import { toMicroseconds } from "#lib/time/microseconds";

test.each([
  [8.53059600000006, 8.531],
  [1_011.2 - 1_002.67, 8.53],
  [0.0004, 0],
  [120_000, 120_000],
])("%f ms is %f ms", (ms, rounded) => {
  expect(toMicroseconds(ms)).toBe(rounded);
});

test("what is longer is never shown as shorter, and never has more than three decimals", () => {
  const duration = fc.double({ min: 0, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(duration, duration, (a, b) => {
      expect(toMicroseconds(Math.max(a, b))).toBeGreaterThanOrEqual(toMicroseconds(Math.min(a, b)));
      expect(String(toMicroseconds(a))).toMatch(/^\d+(\.\d{1,3})?$/);
    }),
  );
});
