import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "#lib/outbound/backoff";

test("the widest waits double from half a second to half a minute", () => {
  const widest = Array.from({ length: 10 }, (_, retry) => backoffMs(retry, 1));
  expect(widest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
});

test("the jitter is full: anything from nothing to the widest", () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat(1000), random, (retry, at) => {
      expect(backoffMs(retry, 0)).toBe(0);
      expect(backoffMs(retry, at)).toBeLessThanOrEqual(backoffMs(retry, 1));
      expect(backoffMs(retry, at)).toBeCloseTo(at * backoffMs(retry, 1), 6);
    }),
  );
});
