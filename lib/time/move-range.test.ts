import { expect, test } from "vitest";
import { shiftRange, zoomInRange, zoomOutRange } from "#lib/time/move-range";

const hour = 3_600_000;
const now = 100 * hour;
const range = { fromMs: 90 * hour, toMs: 94 * hour };

test("a shift moves by one span and never past now", () => {
  expect(shiftRange(range, -1, now)).toEqual({ fromMs: 86 * hour, toMs: 90 * hour });
  expect(shiftRange(range, 1, now)).toEqual({ fromMs: 94 * hour, toMs: 98 * hour });
  expect(shiftRange(range, 1, 96 * hour)).toEqual({ fromMs: 92 * hour, toMs: 96 * hour });
  expect(shiftRange({ fromMs: 96 * hour, toMs: now }, 1, now)).toEqual({ fromMs: 96 * hour, toMs: now });
});

test("zooming out doubles the span around its middle, and what would lie past now is added before", () => {
  expect(zoomOutRange(range, now)).toEqual({ fromMs: 88 * hour, toMs: 96 * hour });
  expect(zoomOutRange({ fromMs: 96 * hour, toMs: now }, now)).toEqual({ fromMs: 92 * hour, toMs: now });
});

test("zooming out ends at 400 days", () => {
  const wide = { fromMs: 0, toMs: 300 * 24 * hour };
  const out = zoomOutRange(wide, 1_000 * 24 * hour);
  expect(out.toMs - out.fromMs).toBe(400 * 24 * hour);
});

test("zooming in halves the span, stays inside it, and ends at a minute", () => {
  expect(zoomInRange(range, 92 * hour)).toEqual({ fromMs: 91 * hour, toMs: 93 * hour });
  expect(zoomInRange(range, 90 * hour)).toEqual({ fromMs: 90 * hour, toMs: 92 * hour });
  expect(zoomInRange(range, 94 * hour)).toEqual({ fromMs: 92 * hour, toMs: 94 * hour });
  expect(zoomInRange({ fromMs: 0, toMs: 70_000 }, 30_000)).toEqual({ fromMs: 0, toMs: 60_000 });
});
