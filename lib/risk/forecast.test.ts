import fc from "fast-check";
import { expect, test } from "vitest";
import type { RiskLimit } from "#lib/model/risk";
import { backUnder, earliestForecast, forecastLimit, type RecentPace } from "#lib/risk/forecast";
import type { Slice, WindowHistory } from "#lib/risk/projection";

const nowMs = Date.UTC(2026, 2, 29, 12);
const hour = 3_600_000;
const minute = 60_000;

type Rates = { readonly good: number; readonly bad: number };

/** Even traffic, cut into slices of a width: only good until `sinceMs`, then also bad. Rates are per minute. */
function even({ good, bad }: Rates, windowMs: number, sinceMs: number, widthMs: number): WindowHistory {
  const slices: Slice[] = [];
  const cuts = [sinceMs, nowMs].filter((cut) => cut > nowMs - windowMs);
  for (let fromMs = nowMs - windowMs; fromMs < nowMs; ) {
    const nextCut = cuts.find((cut) => cut > fromMs) ?? nowMs;
    const toMs = Math.min(Math.floor(fromMs / widthMs + 1) * widthMs, nextCut);
    const minutes = (toMs - fromMs) / minute;
    const badHere = fromMs >= sinceMs ? bad * minutes : 0;
    slices.push({ fromMs, toMs, bad: badHere, attempts: good * minutes + badHere });
    fromMs = toMs;
  }
  return { nowMs, windowMs, slices };
}

function recentOf({ good, bad }: Rates): RecentPace {
  return { spanMs: 15 * minute, bad: bad * 15, attempts: (good + bad) * 15 };
}

function reached(history: WindowHistory, rates: Rates, limit: Partial<RiskLimit>): number | null {
  const whole = { seconds: history.windowMs / 1_000, rate: null, count: null, ...limit };
  return forecastLimit(history, recentOf(rates), { limit: whole, floor: 3 }).limitReachedAtMs;
}

const arbitraryCase = fc.record({
  good: fc.integer({ min: 0, max: 50 }),
  bad: fc.integer({ min: 1, max: 20 }),
  windowMs: fc.constantFrom(hour, 6 * hour, 24 * hour),
  /** How much of the window the failures have been going on for. */
  share: fc.integer({ min: 1, max: 99 }),
  widthMs: fc.constantFrom(minute, 5 * minute, 7 * minute, hour),
});

test("a count is reached exactly when even failures add up to it, or never if they age out first", () => {
  fc.assert(
    fc.property(arbitraryCase, fc.integer({ min: 1, max: 30_000 }), ({ windowMs, share, widthMs, ...rates }, count) => {
      const sinceMs = nowMs - Math.round((windowMs * share) / 100);
      const history = even(rates, windowMs, sinceMs, widthMs);
      const dueMs = sinceMs + (count / rates.bad) * minute;
      const expected = dueMs - sinceMs > windowMs ? null : Math.max(nowMs, Math.round(dueMs));
      expect(reached(history, rates, { count })).toBe(expected);
    }),
  );
});

test("a rate is reached exactly when even failures among even traffic make it up", () => {
  fc.assert(
    fc.property(arbitraryCase, fc.integer({ min: 1, max: 90 }), ({ windowMs, share, widthMs, ...rates }, percent) => {
      fc.pre(rates.good > 0);
      const rate = percent / 100;
      const sinceMs = nowMs - Math.round((windowMs * share) / 100);
      const history = even(rates, windowMs, sinceMs, widthMs);
      // bad · x ≥ rate · (good · window + bad · x), and three of them at least.
      const byRate = (rate * rates.good * windowMs) / (rates.bad * (1 - rate));
      const dueMs = sinceMs + Math.max(byRate, (3 / rates.bad) * minute);
      const expected = dueMs - sinceMs > windowMs * (1 + 1e-12) ? null : Math.max(nowMs, Math.round(dueMs));
      const found = reached(history, rates, { rate });
      if (expected === null || found === null) expect(found).toBe(expected);
      else expect(Math.abs(found - expected)).toBeLessThanOrEqual(1);
    }),
  );
});

test("an even rate under the limit never reaches it, and one over it has", () => {
  const rates = { good: 96, bad: 4 };
  const history = even(rates, 24 * hour, nowMs - 24 * hour, 5 * minute);
  expect(reached(history, rates, { rate: 0.05 })).toBeNull();
  expect(reached(history, rates, { rate: 0.03 })).toBe(nowMs);
});

test("failures that have stopped only age out", () => {
  const history = even({ good: 10, bad: 2 }, hour, nowMs - hour / 2, minute);
  expect(reached(history, { good: 10, bad: 0 }, { count: 61 })).toBeNull();
});

test("silence is no forecast", () => {
  const nothing = { nowMs, windowMs: hour, slices: [] };
  const never = { limitReachedAtMs: null, lowMs: null, highMs: null };
  const limit = { seconds: 3_600, rate: 0.05, count: 1_000 };
  const recent = { spanMs: 15 * minute, attempts: 0, bad: 0 };
  expect(forecastLimit(nothing, recent, { limit, floor: 3 })).toEqual(never);
});

test("the range holds the forecast, and tells never where the slow end never gets there", () => {
  const rates = { good: 10, bad: 1 };
  const history = even(rates, hour, nowMs - hour / 2, minute);
  const limit = { seconds: 3_600, rate: null, count: 50 };
  const { limitReachedAtMs, lowMs, highMs } = forecastLimit(history, recentOf(rates), { limit, floor: 3 });
  expect(limitReachedAtMs).toBe(nowMs + 20 * minute);
  expect(lowMs).toBeGreaterThan(nowMs + 10 * minute);
  expect(lowMs).toBeLessThan(limitReachedAtMs ?? 0);
  expect(highMs).toBeGreaterThan(limitReachedAtMs ?? 0);
  const slow = forecastLimit(history, recentOf(rates), { limit: { ...limit, count: 55 }, floor: 3 });
  expect(slow).toMatchObject({ limitReachedAtMs: nowMs + 25 * minute, highMs: null });
});

test("the earliest of several forecasts counts, end by end", () => {
  const never = { limitReachedAtMs: null, lowMs: null, highMs: null };
  expect(earliestForecast([])).toEqual(never);
  expect(
    earliestForecast([
      { limitReachedAtMs: 5, lowMs: 3, highMs: null },
      { limitReachedAtMs: 6, lowMs: 2, highMs: 9 },
    ]),
  ).toEqual({ limitReachedAtMs: 5, lowMs: 2, highMs: 9 });
});

test("what is stopped is back under its share when enough of it has aged out", () => {
  // 60 bad ones in the last half hour; half of a count of 80 is left after a third of them has aged out.
  const history = even({ good: 10, bad: 2 }, hour, nowMs - hour / 2, minute);
  const recent = recentOf({ good: 10, bad: 2 });
  const asked = { limit: { seconds: 3_600, rate: null, count: 80 }, floor: 3, share: 0.5 };
  expect(backUnder(history, recent, { ...asked, stopped: { attempts: 30, bad: 30 } })).toBe(nowMs + 40 * minute);
  // Half of it goes on: a minute makes one and loses two, and in the end 60 are left.
  expect(backUnder(history, recent, { ...asked, stopped: { attempts: 15, bad: 15 } })).toBeNull();
});
