import fc from "fast-check";
import { expect, test } from "vitest";
import type { BudgetWindow, RiskLevel, RiskLimit } from "#lib/model/risk";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { decidingOf, judgeWindow, remainingOf, usedShare } from "#lib/risk/budget";

const day = 86_400;
const fivePercent: RiskLimit = { seconds: day, rate: 0.05, count: null };
const hundred: RiskLimit = { seconds: 3_600, rate: null, count: 100 };
const both: RiskLimit = { seconds: 3_600, rate: 0.1, count: 20 };

function judge(limit: RiskLimit, bad: number, attempts: number, appliesAbove: number | null = null): BudgetWindow {
  const watched = { limit, preset: null, weighed: "bad", appliesAbove } as const;
  return judgeWindow(watched, { attempts, bad, badRetries: 0 }, defaultRiskSettings);
}

test.each<[RiskLimit, number, number, RiskLevel, string]>([
  [fivePercent, 0, 0, "unknown", "nothing was sent"],
  [fivePercent, 1, 2, "unknown", "one failure of two neither alarms nor is fine"],
  [fivePercent, 0, 20, "unknown", "twenty without a failure are not a warning"],
  [fivePercent, 0, 51, "unknown", "the upper bound is still past the limit"],
  [fivePercent, 0, 52, "ok", "the upper bound has come under it"],
  [fivePercent, 2, 2, "unknown", "fewer than the floor, however bad"],
  [fivePercent, 3, 3, "exceeded", "the floor is met, and the lower bound is past the limit"],
  [fivePercent, 3, 40, "critical", "over the plain limit, but not surely"],
  [fivePercent, 24, 1_000, "ok", "just under half"],
  [fivePercent, 25, 1_000, "warning", "half of the limit"],
  [fivePercent, 39, 1_000, "warning", "just under 80 %"],
  [fivePercent, 40, 1_000, "critical", "80 % of the limit"],
  [fivePercent, 50, 1_000, "critical", "at the limit"],
  [fivePercent, 70, 1_000, "exceeded", "the lower bound is past it"],
  [hundred, 0, 0, "unknown", "nothing was sent"],
  [hundred, 0, 1, "ok", "a single call that went well"],
  [hundred, 1, 1, "ok", "a count has no doubt about it"],
  [hundred, 50, 60, "warning", "half of the count"],
  [hundred, 80, 90, "critical", "80 % of the count"],
  [hundred, 100, 100, "critical", "at the count"],
  [hundred, 101, 101, "exceeded", "past the count"],
  [both, 10, 1_000, "warning", "the count is what is nearer"],
  [both, 21, 100_000, "exceeded", "the count is passed, whatever the rate"],
  [both, 8, 30, "exceeded", "the rate is surely passed, whatever the count"],
])("%o with %i bad of %i is %s: %s", (limit, bad, attempts, level) => {
  expect(judge(limit, bad, attempts).level).toBe(level);
});

test("a rule that does not apply yet says so, and tells nothing", () => {
  expect(judge(fivePercent, 900, 1_000, 1_000)).toMatchObject({ applies: false, level: "unknown" });
  expect(judge(fivePercent, 900, 1_001, 1_000)).toMatchObject({ applies: true, level: "exceeded" });
});

test("without attempts there is no rate and no used share", () => {
  expect(judge(both, 0, 0)).toMatchObject({ rate: null, used: null, bounds: null, remaining: 0 });
});

test("the used share is that of whichever is further", () => {
  expect(usedShare(both, { attempts: 100, bad: 5 })).toBeCloseTo(0.5);
  expect(usedShare(both, { attempts: 1_000, bad: 15 })).toBe(0.75);
});

test.each<[RiskLimit, number, number, number]>([
  [fivePercent, 0, 100, 5],
  [fivePercent, 5, 100, 0],
  [fivePercent, 60, 100, 0],
  [hundred, 30, 1_000, 70],
  [hundred, 130, 1_000, 0],
  [both, 0, 1_000, 20],
  [both, 0, 90, 10],
])("%o with %i bad of %i leaves %i", (limit, bad, attempts, remaining) => {
  expect(remainingOf(limit, { attempts, bad, badRetries: 0 })).toBe(remaining);
});

test("what remains is the most that stays within the limit, by its definition", () => {
  const history = fc.tuple(fc.nat(5_000), fc.nat(5_000), fc.integer({ min: 1, max: 99 }));
  fc.assert(
    fc.property(history, ([good, bad, percent]) => {
      const rate = percent / 100;
      const attempts = good + bad;
      const k = remainingOf({ seconds: day, rate, count: null }, { attempts, bad, badRetries: 0 });
      const isWithin = (more: number) => attempts + more === 0 || (bad + more) / (attempts + more) <= rate;
      expect(isWithin(k + 1)).toBe(false);
      if (k > 0) expect(isWithin(k)).toBe(true);
    }),
  );
});

test("what warns counts, whoever says it; else the longest of one's own windows decides", () => {
  const at = (level: RiskLevel, seconds: number, used = 0.5) => ({
    window: { ...judge({ ...fivePercent, seconds }, 0, 0), level, used },
  });
  const decided = (...[own, presets = []]: [ReturnType<typeof at>[], ReturnType<typeof at>[]?]) => {
    const { level, limit, used } = decidingOf(own, presets).window;
    return [level, limit.seconds, used];
  };
  expect(decided([at("unknown", day)])).toEqual(["unknown", day, 0.5]);
  expect(decided([at("unknown", 3_600), at("ok", day)], [at("unknown", day)])).toEqual(["ok", day, 0.5]);
  expect(decided([at("ok", 3_600), at("unknown", day)], [at("ok", 600)])).toEqual(["unknown", day, 0.5]);
  expect(decided([at("warning", 3_600), at("ok", day)])).toEqual(["warning", 3_600, 0.5]);
  expect(decided([at("ok", day)], [at("critical", 600)])).toEqual(["critical", 600, 0.5]);
  expect(decided([at("exceeded", day)], [at("critical", 600, 9)])).toEqual(["exceeded", day, 0.5]);
  expect(decided([at("critical", day, 0.81), at("critical", 60, 0.95)])).toEqual(["critical", 60, 0.95]);
});
