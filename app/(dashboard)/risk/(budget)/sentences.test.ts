import { expect, test } from "vitest";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { judgeWindow } from "#lib/risk/budget";
import type { LimitState } from "#lib/risk/read-risk";
import { forecastSentence } from "./forecast-sentence";
import { riskSentence } from "./risk-sentence";
import { wayBackSentence } from "./way-back-sentence";

const nowMs = Date.UTC(2026, 10, 23, 12);
const frame = { nowMs, timeZone: "UTC" };
const minutes = (n: number) => nowMs + n * 60_000;
const plain = (words: string) => words.replaceAll("\u00a0", " ");

type Changes = Partial<Pick<LimitState, "forecast">> & {
  readonly recentBad?: number;
  readonly recentAttempts?: number;
};

function stateOf(
  bad: number,
  attempts: number,
  { forecast, recentBad = 0, recentAttempts = 9 }: Changes = {},
): LimitState {
  const watched = {
    limit: { seconds: 86_400, rate: 0.05, count: null },
    preset: null,
    weighed: "bad",
    appliesAbove: null,
  } as const;
  return {
    watched,
    window: judgeWindow(watched, { attempts, bad, badRetries: 0 }, defaultRiskSettings),
    history: { nowMs, windowMs: 86_400_000, slices: [] },
    recent: { spanMs: 900_000, attempts: recentAttempts, bad: recentBad },
    forecast: forecast ?? { limitReachedAtMs: null, lowMs: null, highMs: null },
  };
}

test.each([
  [0, 0, "We do not know: nothing was sent in the last 24 h."],
  [0, 1, "Too little to tell: 0 of 1 attempt in the last 24 h were bad."],
  [1, 2, "Too little to tell: 1 of 2 attempts in the last 24 h was bad."],
  [5, 1_000, "10 % of the limit is used: 5 of 1,000 attempts in the last 24 h were bad."],
  [45, 1_000, "90 % of the limit is used: 45 of 1,000 attempts in the last 24 h were bad."],
  [4, 60, "The limit is reached, though so few attempts do not prove it yet: 4 of 60 attempts"],
  [90, 1_000, "The limit is exceeded: 90 of 1,000 attempts in the last 24 h were bad."],
])("%i bad of %i: %s", (bad, attempts, words) => {
  expect(plain(riskSentence(stateOf(bad, attempts), defaultRiskSettings))).toContain(words);
});

test.each<[Changes, string]>([
  [{ recentAttempts: 0 }, "Nothing was sent in the last 15 min: without a pace there is no forecast."],
  [{}, "0 bad attempts in the last 15 min: at this pace the limit is never reached."],
  [
    { recentBad: 1, forecast: { limitReachedAtMs: null, lowMs: minutes(90), highMs: null } },
    "1 bad attempt in the last 15 min: at this pace the limit is never reached, or at 13:30 at the worse end of an 80 % range.",
  ],
  [
    { recentBad: 6, forecast: { limitReachedAtMs: minutes(65), lowMs: minutes(40), highMs: null } },
    "6 bad attempts in the last 15 min: at this pace the limit is reached at 13:05, in 1 h 5 min; between 12:40 and never with 80 %.",
  ],
  [
    { recentBad: 6, forecast: { limitReachedAtMs: minutes(800), lowMs: minutes(700), highMs: minutes(1_200) } },
    "reached at 24 Nov, 01:20, in 13 h 20 min; between 23:40 and 24 Nov, 08:00 with 80 %.",
  ],
  [{ forecast: { limitReachedAtMs: nowMs, lowMs: nowMs, highMs: nowMs } }, "The limit is reached now."],
])("forecast %o", (changes, words) => {
  expect(plain(forecastSentence(stateOf(5, 1_000, changes), frame))).toContain(words);
});

test("the way back names what to stop, or says that nothing alone is enough", () => {
  const told = { ...frame, levels: defaultRiskSettings.levels, nameOf: (_: string, key: string) => key };
  const relief = { part: "route", key: "GET /locks", atMs: minutes(140) } as const;
  const words = (byItselfAtMs: number | null, found: typeof relief | null) =>
    plain(wayBackSentence({ byItselfAtMs, relief: found }, told));
  expect(words(null, relief)).toBe("Stop GET /locks and you are back under 50 % by 14:20.");
  expect(words(minutes(200), relief)).toContain("At the present pace it is back under 50 % by 15:20");
  expect(words(minutes(200), null)).not.toContain("Stop");
  expect(words(null, null)).toBe("No single route, key or integration brings it back under 50 % alone.");
});
