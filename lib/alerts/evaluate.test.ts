import { expect, test } from "vitest";
import { type Counts, countByKey } from "#lib/alerts/counts";
import { defaultSettings } from "#lib/alerts/default-rules";
import { evaluate } from "#lib/alerts/evaluate";
import type { CountsByKey } from "#lib/alerts/kinds/rates";
import type { ProblemStanding } from "#lib/alerts/kinds/standings";
import type { Rule, RuleKind } from "#lib/model/alert-rule";
import { outcomeOfStatus } from "#lib/model/outcome";

const nowMs = Date.UTC(2026, 0, 14, 12);
const hourMs = 3_600_000;

function ruleOf(kind: RuleKind, changes: Partial<Rule> = {}): Rule {
  return { ...defaultSettings(kind), id: kind, kind, createdAtMs: 0, updatedAtMs: 0, ...changes };
}

/** `{ "GET /a": { 200: 90, 404: 10 } }` */
function counts(byKey: Readonly<Record<string, Readonly<Record<number, number>>>>): CountsByKey {
  const cells = Object.entries(byKey).flatMap(([key, byStatus]) =>
    Object.entries(byStatus).map(([status, attempts]) => ({
      key,
      status: Number(status),
      outcome: outcomeOfStatus(Number(status)),
      attempts,
    })),
  );
  return countByKey(cells);
}

const verdicts = (rule: Rule, data: Parameters<typeof evaluate>[1]) =>
  evaluate(rule, data, nowMs).readings.map(({ key, verdict }) => `${key || "all"} ${verdict}`);

test.each([
  [{ 200: 80, 503: 20 }, "breach"],
  [{ 200: 85, 503: 15 }, "hold"],
  [{ 200: 95, 503: 5 }, "clear"],
  [{ 503: 1, 200: 1 }, "clear"],
  [{ 503: 2, 200: 1 }, "clear"],
  [{ 503: 9 }, "clear"],
  [{ 503: 10 }, "breach"],
  [{ 404: 50, 200: 50 }, "clear"],
  [{}, "unknown"],
] as const)("a failure rate of server errors over %o is %s", (byStatus, verdict) => {
  const rule = ruleOf("failure_rate");
  const data = { kind: "failure_rate", counts: counts({ all: byStatus }) } as const;
  expect(verdicts(rule, data)).toEqual([`all ${verdict}`]);
});

test("a failure rate is judged apart for each route, and says of what it is", () => {
  const rule = ruleOf("failure_rate", { groupBy: "route", counts: null });
  const byRoute = counts({ "GET /a": { 200: 60, 404: 40 }, "GET /b": { 200: 100 } });
  const { readings } = evaluate(rule, { kind: "failure_rate", counts: byRoute }, nowMs);
  expect(readings).toMatchObject([
    { key: "GET /a", verdict: "breach", value: 0.4, attempts: 100, bad: 40, failures: 40 },
    { key: "GET /b", verdict: "clear", value: 0 },
  ]);
  expect(readings[0]?.words.replaceAll("\u00a0", " ")).toBe("40 % of 100 attempts failed in the last 5 minutes");
});

test.each([
  ["three times as often as before", { 404: 15, 200: 85 }, { 404: 40, 200: 960 }, "breach"],
  ["as often as before", { 404: 15, 200: 85 }, { 404: 150, 200: 850 }, "clear"],
  ["many times as often, but too few", { 404: 9, 200: 91 }, { 200: 1_000 }, "clear"],
  ["many times as often, but too small a share", { 404: 20, 200: 980 }, { 200: 100_000 }, "clear"],
  ["without a past to compare with", { 404: 50 }, { 200: 19 }, "unknown"],
] as const)("failures %s: %s", (_words, now, before, verdict) => {
  const data = { kind: "spike", counts: counts({ "GET /a": now }), usual: counts({ "GET /a": before }) } as const;
  expect(verdicts(ruleOf("spike"), data)).toEqual([`GET /a ${verdict}`]);
});

test.each([
  [{ 200: 190, 429: 10 }, "breach"],
  [{ 200: 191, 429: 9 }, "clear"],
  [{}, "unknown"],
] as const)("429 in %o is %s", (byStatus, verdict) => {
  const data = { kind: "rate_limited", counts: counts({ all: byStatus }) } as const;
  expect(verdicts(ruleOf("rate_limited"), data)).toEqual([`all ${verdict}`]);
});

test.each([
  [5_000, 30, "breach"],
  [4_500, 30, "hold"],
  [9_000, 29, "clear"],
  [100, 1_000, "clear"],
])("a 95th percentile of %i ms over %i attempts is %s", (ms, attempts, verdict) => {
  const data = { kind: "latency", counts: counts({ all: { 200: attempts } }), p95s: new Map([["all", ms]]) } as const;
  expect(verdicts(ruleOf("latency"), data)).toEqual([`all ${verdict}`]);
});

const silent: CountsByKey = new Map();
const spoke = counts({ sync: { 200: 50 } });

test.each([
  ["silent where it spoke on seven days", silent, Array(7).fill(spoke), "breach"],
  ["silent where it spoke on six days", silent, [silent, ...Array(6).fill(spoke)], "breach"],
  ["silent on a weekend, or the week after one", silent, [silent, silent, ...Array(5).fill(spoke)], "unknown"],
  ["silent at night, as every night", silent, Array(7).fill(silent), null],
  ["silent as all week", silent, [...Array(6).fill(silent), spoke], "unknown"],
  ["a few attempts each day are no habit", silent, Array(7).fill(counts({ sync: { 200: 9 } })), "unknown"],
  ["not silent", counts({ sync: { 200: 1 } }), Array(7).fill(spoke), "clear"],
])("%s", (_words, now, daysBefore, verdict) => {
  const data = { kind: "no_traffic", counts: now, daysBefore, weeksBefore: [] } as const;
  expect(verdicts(ruleOf("no_traffic"), data)).toEqual(verdict === null ? [] : [`sync ${verdict}`]);
});

test.each([
  ["who speaks on weekdays, silent on a Monday", [spoke, spoke, spoke, spoke], "breach"],
  ["who rests on Sundays, silent on one", [silent, silent, silent, silent], "unknown"],
  ["once away in four weeks", [spoke, silent, spoke, spoke], "unknown"],
  ["two weeks old", [spoke, spoke], "breach"],
])("%s: %s", (_words, spans, verdict) => {
  const weeksBefore = spans.map((span) => ({ span, week: spoke }));
  const daysBefore = [...Array(6).fill(spoke), silent];
  const data = { kind: "no_traffic", counts: silent, daysBefore, weeksBefore } as const;
  expect(verdicts(ruleOf("no_traffic"), data)).toEqual([`sync ${verdict}`]);
});

test("a week without any traffic says nothing of its weekdays", () => {
  const empty = { span: silent, week: silent };
  const data = { kind: "no_traffic", counts: silent, daysBefore: Array(7).fill(spoke) } as const;
  const judged = (weeksBefore: readonly (typeof empty)[]) =>
    verdicts(ruleOf("no_traffic"), { ...data, weeksBefore: [...weeksBefore] });
  expect(judged([{ span: silent, week: spoke }, empty, empty, empty])).toEqual(["sync breach"]);
  expect(judged([{ span: silent, week: spoke }, { span: silent, week: spoke }, empty])).toEqual(["sync unknown"]);
});

const key = (changes: { refusedSinceMs: number | null; unauthorized: number; firstUsedAtMs?: number }) => ({
  fingerprint: "f",
  label: "key …6789",
  firstUsedAtMs: 0,
  counts: { byOutcome: { client_error: 5 }, unauthorized: 5, refused: 5 } satisfies Counts,
  ...changes,
});

test.each([
  ["taken before, refused thrice", key({ refusedSinceMs: 10, unauthorized: 3 }), "breach"],
  ["taken before, refused twice", key({ refusedSinceMs: 10, unauthorized: 2 }), "hold"],
  ["never taken", key({ refusedSinceMs: 10, firstUsedAtMs: 10, unauthorized: 50 }), "clear"],
  ["taken again", key({ refusedSinceMs: null, unauthorized: 50 }), "clear"],
])("a key that was %s", (_words, credential, verdict) => {
  const data = { kind: "credential_rejected", credentials: [credential] } as const;
  expect(verdicts(ruleOf("credential_rejected"), data)).toEqual([`f ${verdict}`]);
});

const problem = (changes: Partial<ProblemStanding> = {}): ProblemStanding => ({
  ...{ id: "p", label: "GET /a → 404", state: "new", outcome: "client_error" },
  ...{ firstSeenAtMs: nowMs - hourMs, total: 5, inWindow: 5 },
  ...changes,
});

test.each([
  ["new, often enough", problem(), ["p breach"]],
  ["new, often enough within the window alone", problem({ total: 9, inWindow: 5 }), ["p breach"]],
  ["new, often enough before the window, so that it was told", problem({ total: 9, inWindow: 4 }), ["p hold"]],
  ["new, seldom", problem({ total: 4 }), ["p clear"]],
  ["a day old", problem({ state: "ongoing", firstSeenAtMs: nowMs - 24 * hourMs }), ["p clear"]],
  ["quiet now", problem({ inWindow: 0 }), ["p clear"]],
  ["muted", problem({ state: "muted" }), []],
  ["resolved", problem({ state: "resolved" }), []],
])("a problem that is %s", (_words, one, expected) => {
  expect(verdicts(ruleOf("problem_new"), { kind: "problem_new", problems: [one] })).toEqual(expected);
});

test("a problem that came back is told, one that is new is not said to have", () => {
  const problems = [problem({ id: "back", state: "regressed", inWindow: 1 }), problem()];
  expect(verdicts(ruleOf("problem_regressed"), { kind: "problem_regressed", problems })).toEqual(["back breach"]);
});

test("a deprecated operation is told with the day on which it goes, if Kisi says", () => {
  const route = {
    route: "GET /old",
    attempts: 3,
    lastAtMs: nowMs,
    deprecation: "true",
    sunset: "Wed, 31 Mar 2027 00:00:00 GMT",
  };
  const routes = [route, { ...route, route: "GET /older", sunset: null }];
  const { readings } = evaluate(ruleOf("deprecated_operation"), { kind: "deprecated_operation", routes }, nowMs);
  expect(readings.map(({ words }) => words.split("; ")[1])).toEqual([
    "Kisi removes it on 2027-03-31",
    "Kisi calls it deprecated",
  ]);
});

test("what is wrong with Ajar itself is told by its parts", () => {
  const state = { lost: 5, lateMs: null, lastDeadAtMs: nowMs - hourMs };
  const told = (changes: Partial<typeof state>) =>
    verdicts(ruleOf("self"), { kind: "self", state: { ...state, ...changes } });
  expect(told({})).toEqual(["store breach", "evaluation clear", "deliveries clear"]);
  expect(told({ lost: 4, lastDeadAtMs: nowMs })).toEqual(["store clear", "evaluation clear", "deliveries breach"]);
});

test("a suspected suspension is told as long as the detector holds to it", () => {
  const refused = {
    credential: "f",
    last4: null,
    integration: null,
    lastSuccessAtMs: 1,
    refusedSinceMs: 2,
    lastRefusedAtMs: 3,
  };
  const evidence = {
    ...refused,
    refusals: 7,
    statuses: [403],
    routes: ["GET /a"],
    errorCode: null,
    errorMessage: null,
    lastCallId: "c",
  };
  const suspension = { sinceMs: 2, signs: [], keys: [evidence], workingKeys: 0 };
  const rule = ruleOf("suspected_suspension");
  expect(verdicts(rule, { kind: "suspected_suspension", suspension })).toEqual(["all breach"]);
  expect(verdicts(rule, { kind: "suspected_suspension", suspension: null })).toEqual(["all clear"]);
});

test("incomplete data says nothing of anything", () => {
  expect(evaluate(ruleOf("failure_rate"), { kind: "incomplete", why: "lost" }, nowMs)).toEqual({
    readings: [],
    absent: "unknown",
  });
});
