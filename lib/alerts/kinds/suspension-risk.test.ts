import { expect, test } from "vitest";
import { budgetOf, burnsOf, judgeSuspensionRisk, type WindowSum, windowsOf } from "#lib/alerts/kinds/suspension-risk";
import type { Rule } from "#lib/model/alert-rule";
import type { RiskLimit } from "#lib/model/risk";
import { ruleFacts } from "#lib/model/rule-facts";
import { sampleRule } from "#lib/store/sample-alert";

const day: RiskLimit = { seconds: 86_400, rate: 0.05, count: null };
const rule: Rule = sampleRule({ kind: "suspension_risk", ...ruleFacts.suspension_risk.defaults });

/** Sums as if `bad` were the bad attempts of each window, by its minutes; a window that is not named has as many as the next smaller one. */
function sums(badByMinutes: Readonly<Record<number, number>>, attempts = 1_000) {
  const named = Object.entries(badByMinutes).map(([minutes, bad]) => ({ seconds: Number(minutes) * 60, bad }));
  return new Map(
    windowsOf([day]).map((seconds): [number, WindowSum] => {
      const bad = Math.max(0, ...named.filter((one) => one.seconds <= seconds).map((one) => one.bad));
      return [seconds, { attempts, bad }];
    }),
  );
}

test("the windows of a day are those of the table", () => {
  const minutes = burnsOf(day).map(({ longSeconds, shortSeconds }) => [longSeconds / 60, shortSeconds / 60]);
  expect(minutes).toEqual([
    [15, 1],
    [60, 5],
    [360, 30],
    [1_440, 120],
    [1_440, 120],
    [1_440, 120],
  ]);
});

test.each([
  [day, 0, 50],
  [day, 1_000, 50],
  [day, 20_000, 1_000],
  [{ seconds: 3_600, rate: null, count: 30 }, 5, 30],
  [{ seconds: 3_600, rate: 0.05, count: 30 }, 10_000, 30],
])("the budget of %o with %i attempts is %i", (limit, attempts, budget) => {
  expect(budgetOf(limit, attempts)).toBe(budget);
});

test.each([
  ["nothing bad", {}, "clear", null],
  ["1 of 2", { 1: 1 }, "clear", null],
  ["4 in a minute", { 1: 4 }, "clear", null],
  ["a tenth of the budget in 15 minutes, and it goes on", { 1: 5 }, "breach", "critical"],
  ["a tenth of the budget in 15 minutes, and it has stopped", { 15: 5 }, "clear", null],
  ["a quarter in an hour at a slower pace", { 1: 0, 5: 2, 60: 13 }, "breach", "critical"],
  ["half in 6 hours", { 1: 0, 5: 0, 15: 0, 30: 3, 360: 25 }, "breach", "warning"],
  ["three quarters over the day, in a drizzle", { 1: 0, 5: 0, 15: 0, 30: 0, 120: 4, 1440: 38 }, "breach", "notice"],
  ["three quarters over the day, and nothing for two hours", { 360: 0, 1440: 38 }, "clear", null],
  [
    "three quarters over the day, too slow to be a drizzle: no reason to begin, nor to end",
    { 60: 0, 120: 1, 1440: 39 },
    "hold",
    null,
  ],
  ["four fifths over the day, and one more", { 60: 0, 120: 1, 1440: 40 }, "breach", "warning"],
  ["the limit used up over the day, and one more", { 60: 0, 120: 1, 1440: 50 }, "breach", "critical"],
  ["the limit used up over the day, and nothing for two hours", { 360: 0, 1440: 50 }, "clear", null],
] as const)("%s", (_words, bad, verdict, severity) => {
  const reading = judgeSuspensionRisk(rule, [day], sums(bad));
  expect(reading.verdict).toBe(verdict);
  if (severity) expect(reading.severity).toBe(severity);
});

test("what is told is the tier that speaks", () => {
  const reading = judgeSuspensionRisk(rule, [day], sums({ 1: 10 }, 200));
  expect(reading).toMatchObject({ value: 0.2, threshold: 0.1, windowSeconds: 900, bad: 10, attempts: 200 });
  expect(reading.words.replaceAll("\u00a0", " ")).toBe(
    "10 bad attempts of 200 in the last 15 minutes: 20 % of what the limit allows in 24 hours",
  );
});

test("the gravest of several limits speaks", () => {
  const hour: RiskLimit = { seconds: 3_600, rate: null, count: 1_000 };
  const both = new Map(
    windowsOf([day, hour]).map((seconds): [number, WindowSum] => [seconds, { attempts: 500, bad: 40 }]),
  );
  expect(judgeSuspensionRisk(rule, [hour, day], both)).toMatchObject({
    verdict: "breach",
    severity: "critical",
    value: 0.8,
  });
});

test("a lower threshold moves every tier, and a minimum holds it back", () => {
  const bold = { ...rule, threshold: 0.075, recoveryThreshold: 0.05, minCount: 1 };
  expect(judgeSuspensionRisk(bold, [day], sums({ 1: 1 })).verdict).toBe("breach");
  expect(judgeSuspensionRisk({ ...rule, minCount: 20 }, [day], sums({ 1: 19 })).verdict).toBe("clear");
});
