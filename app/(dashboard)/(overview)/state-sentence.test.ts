import { expect, test } from "vitest";
import type { TrafficPoint } from "#components/charts/traffic-points.ts";
import { stateSentence } from "./state-sentence";

const minute = 60_000;
const nowMs = Date.UTC(2026, 10, 23, 12, 7);
const range = { fromMs: nowMs - 24 * 60 * minute, toMs: nowMs };
const none = {
  success: 0,
  redirect: 0,
  client_error: 0,
  rate_limited: 0,
  server_error: 0,
  network_error: 0,
  aborted: 0,
};

/** A bucket of 15 minutes that ends so many minutes before 12:15. */
function point(endsBeforeMin: number, attempts: number, failures: number): TrafficPoint {
  const endMs = Date.UTC(2026, 10, 23, 12, 15) - endsBeforeMin * minute;
  const t = endMs - 15 * minute;
  return { t, endMs, counts: none, attempts, failures, failurePercent: null, p95Ms: null, partial: null };
}

function say(points: readonly TrafficPoint[], counts: Partial<typeof none> = {}, shown = range): string {
  const attempts = points.reduce((sum, one) => sum + one.attempts, 0);
  const failures = points.reduce((sum, one) => sum + one.failures, 0);
  const totals = { attempts, failures, byOutcome: { ...none, blocked: 0, ...counts } };
  const facts = { totals, points, range: shown, nowMs, timeZone: "UTC", span: "the last 24 hours" };
  return stateSentence(facts).text.replaceAll("\u00a0", " ");
}

test.each([
  ["nothing at all is unknown", say([]), "We do not know: no attempt was recorded in the last 24 hours."],
  [
    "silence is unknown, whatever was before",
    say([point(180, 100, 0), point(0, 0, 0)]),
    "We do not know: no data since 09:15. None of 100 attempts failed in the last 24 hours before that.",
  ],
  [
    "silence since another day names the day",
    say([point(14 * 60, 1, 1)]),
    "We do not know: no data since 22 Nov, 22:15. 100 % of 1 attempt failed in the last 24 hours before that.",
  ],
  ["no failure", say([point(0, 1_204, 0)]), "Nothing failed in 1,204 attempts in the last 24 hours."],
  [
    "calm again",
    say([point(180, 100, 5), point(0, 100, 0)]),
    "Nothing has failed since 09:15. 2.5 % of 200 attempts failed in the last 24 hours.",
  ],
  [
    "failing now",
    say([point(0, 1_204, 87)], { client_error: 27, rate_limited: 60 }),
    "7.2 % of 1,204 attempts failed in the last 24 hours: 429 most often, 60 times.",
  ],
  [
    "a single failure",
    say([point(0, 1, 1)], { client_error: 1 }),
    "100 % of 1 attempt failed in the last 24 hours: 4xx most often, 1 time.",
  ],
  [
    "a range that is over has no silence",
    say([point(180, 100, 5)], { server_error: 5 }, { fromMs: range.fromMs, toMs: nowMs - 60 * minute }),
    "5 % of 100 attempts failed in the last 24 hours: 5xx most often, 5 times.",
  ],
])("%s", (_, said, wanted) => {
  expect(said).toBe(wanted);
});
