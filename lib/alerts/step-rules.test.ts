import { expect, test } from "vitest";
import type { Evaluation, Reading, Verdict } from "#lib/alerts/reading";
import { type PendingByRule, stepRules } from "#lib/alerts/step-rules";
import type { Alert, AlertEvent, Silence } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";
import type { AlertMessageType } from "#lib/model/delivery";
import { sampleRule } from "#lib/store/sample-alert";

const minute = 60_000;

function reading(key: string, verdict: Verdict, changes: Partial<Reading> = {}): Reading {
  const value = { breach: 0.5, hold: 0.15, clear: 0, unknown: 0 }[verdict];
  const figures = { value, threshold: 0.2, windowSeconds: 300, attempts: 20, bad: 10, failures: 10 };
  return { key, label: key || "all traffic", verdict, severity: "warning", ...figures, words: "it fails", ...changes };
}

const saying = (...readings: readonly Reading[]): Evaluation => ({ readings, absent: "unknown" });

type Told = { readonly atMs: number; readonly type: AlertMessageType; readonly alert: Alert };

/** Looks again and again, keeping alerts as the store would. */
function play(rules: readonly Rule[], silences: readonly Silence[] = []) {
  const alerts = new Map<string, Alert>();
  const told: Told[] = [];
  const events: AlertEvent[] = [];
  let pending: PendingByRule = new Map();
  let lookedAtMs = 0;
  let ids = 0;
  return {
    told,
    events,
    alerts: () => [...alerts.values()],
    types: () => told.map(({ type }) => type),
    look(nowMs: number, evaluations: Readonly<Record<string, Evaluation>>, isAfterGap = false) {
      const stepped = stepRules({
        rules,
        evaluations: new Map(Object.entries(evaluations)),
        firing: [...alerts.values()].filter(({ state }) => state === "firing"),
        silences,
        pending,
        moment: { nowMs, lookedAtMs: isAfterGap ? null : lookedAtMs },
        newId: () => {
          ids += 1;
          return String(ids);
        },
      });
      for (const { alert, message, events: some } of stepped.steps) {
        alerts.set(alert.id, alert);
        events.push(...some);
        if (message) told.push({ atMs: nowMs, type: message, alert });
      }
      ({ pending } = stepped);
      lookedAtMs = nowMs;
    },
  };
}

const rule = sampleRule({ forSeconds: 0, keepFiringSeconds: 600 });
const at = (verdict: Verdict, changes: Partial<Reading> = {}) => ({ [rule.id]: saying(reading("", verdict, changes)) });

test("a condition that toggles with every look for an hour begins one alert and ends one", () => {
  const played = play([rule]);
  let nowMs = 0;
  for (; nowMs < 60 * minute; nowMs += 5_000) played.look(nowMs, at(nowMs % 10_000 === 0 ? "breach" : "clear"));
  expect(played.types()).toEqual(["alert.firing"]);
  for (; nowMs < 90 * minute; nowMs += 5_000) played.look(nowMs, at("clear"));
  expect(played.types()).toEqual(["alert.firing", "alert.resolved"]);
  expect(played.alerts()).toHaveLength(1);
  expect(played.alerts()[0]).toMatchObject({
    state: "resolved",
    ending: "recovered",
    endedAtMs: 60 * minute - 5_000 + 600_000,
  });
});

test("between recovery and threshold an alert goes on, and none begins", () => {
  const played = play([rule]);
  played.look(0, at("hold"));
  expect(played.alerts()).toEqual([]);
  played.look(minute, at("breach"));
  for (let n = 2; n < 60; n += 1) played.look(n * minute, at("hold"));
  expect(played.types()).toEqual(["alert.firing"]);
});

test("a condition must hold as long as the rule says, and one clear look starts it anew", () => {
  const patient = sampleRule({ forSeconds: 120 });
  const played = play([patient]);
  const look = (minutes: number, verdict: Verdict) =>
    played.look(minutes * minute, { [patient.id]: saying(reading("", verdict)) });
  look(0, "breach");
  look(1, "breach");
  look(1.5, "clear");
  look(2, "breach");
  look(3.9, "breach");
  expect(played.types()).toEqual([]);
  look(4, "breach");
  expect(played.told[0]).toMatchObject({ type: "alert.firing", atMs: 4 * minute });
});

test("incomplete data neither begins nor ends anything, and its time counts for neither", () => {
  const patient = sampleRule({ forSeconds: 120, keepFiringSeconds: 120 });
  const played = play([patient]);
  const unknown = { [patient.id]: { readings: [], absent: "unknown" } as const };
  const look = (minutes: number, verdict: Verdict) =>
    played.look(minutes * minute, verdict === "unknown" ? unknown : { [patient.id]: saying(reading("", verdict)) });
  look(0, "breach");
  look(5, "unknown");
  expect(played.types()).toEqual([]);
  look(6, "breach");
  expect(played.types()).toEqual(["alert.firing"]);
  look(7, "clear");
  look(8, "unknown");
  look(60, "unknown");
  expect(played.alerts()[0]).toMatchObject({ state: "firing", frozenSinceMs: 8 * minute });
  look(61, "clear");
  look(62.9, "clear");
  expect(played.types()).toEqual(["alert.firing"]);
  look(63, "clear");
  expect(played.types()).toEqual(["alert.firing", "alert.resolved"]);
  expect(played.events.map(({ kind }) => kind)).toEqual(["fired", "froze", "thawed", "resolved"]);
});

test("a day without data ends an alert, and says that no recovery was seen", () => {
  const played = play([rule]);
  played.look(0, at("breach"));
  for (let hours = 1; hours <= 25; hours += 1) played.look(hours * 60 * minute, at("unknown"));
  expect(played.types()).toEqual(["alert.firing", "alert.resolved"]);
  expect(played.told[1]?.alert).toMatchObject({ ending: "no_data", endedAtMs: 25 * 60 * minute });
  expect(played.told[1]?.alert.summary).toContain("without a recovery being seen");
});

test("after a pause it looks once, marks the gap, and neither waiting nor recovery went on meanwhile", () => {
  const patient = sampleRule({ id: "patient", forSeconds: 120 });
  const played = play([rule, patient]);
  played.look(0, { ...at("breach"), patient: saying(reading("", "breach")) });
  played.look(minute, { ...at("clear"), patient: saying(reading("", "breach")) });
  played.look(600 * minute, { ...at("clear"), patient: saying(reading("", "breach")) }, true);
  expect(played.types()).toEqual(["alert.firing"]);
  expect(played.events.map(({ kind }) => kind)).toEqual(["fired", "gap"]);
  played.look(600 * minute + 1, at("clear"));
  expect(played.types()).toEqual(["alert.firing"]);
  played.look(610 * minute, at("clear"));
  expect(played.types()).toEqual(["alert.firing", "alert.resolved"]);
});

test("five hundred routes that fail at once are one message, which names the worst and counts them all", () => {
  const grouped = sampleRule({ groupBy: "route" });
  const played = play([grouped]);
  const routes = Array.from({ length: 500 }, (_, n) => reading(`GET /r${n}`, "breach", { failures: n, bad: n }));
  played.look(0, { [grouped.id]: saying(...routes) });
  played.look(minute, { [grouped.id]: saying(...routes, reading("GET /late", "breach")) });
  expect(played.types()).toEqual(["alert.firing"]);
  expect(played.told[0]?.alert).toMatchObject({ subjectCount: 500, summary: "500 at once. GET /r499: it fails" });
  expect(played.told[0]?.alert.subjects.slice(0, 2).map(({ key }) => key)).toEqual(["GET /r499", "GET /r498"]);
  expect(played.alerts()[0]).toMatchObject({ subjectCount: 501 });
  // Much later another one is news of its own.
  played.look(20 * minute, { [grouped.id]: saying(...routes, reading("GET /other", "breach")) });
  expect(played.types()).toEqual(["alert.firing", "alert.firing"]);
  const clear = [...routes, reading("GET /late", "clear"), reading("GET /other", "clear")];
  const over = { [grouped.id]: saying(...clear.map((one) => ({ ...one, verdict: "clear" as const }))) };
  for (let n = 21; n < 40; n += 1) played.look(n * minute, over);
  expect(played.types().slice(2)).toEqual(["alert.resolved", "alert.resolved"]);
});

test("an alert ends when the last of its subjects is clear", () => {
  const grouped = sampleRule({ groupBy: "route", keepFiringSeconds: 0 });
  const played = play([grouped]);
  played.look(0, { [grouped.id]: saying(reading("a", "breach"), reading("b", "breach")) });
  played.look(1, { [grouped.id]: saying(reading("a", "clear"), reading("b", "breach")) });
  expect(played.types()).toEqual(["alert.firing"]);
  played.look(2, { [grouped.id]: saying(reading("a", "clear"), reading("b", "clear")) });
  expect(played.types()).toEqual(["alert.firing", "alert.resolved"]);
});

test("a graver severity is the same alert with one message more; it never sinks", () => {
  const played = play([rule]);
  played.look(0, at("breach"));
  played.look(1, at("breach", { severity: "critical" }));
  played.look(2, at("breach", { severity: "critical" }));
  played.look(3, at("breach", { severity: "notice" }));
  played.look(4, at("breach", { severity: "critical" }));
  expect(played.types()).toEqual(["alert.firing", "alert.escalated"]);
  expect(played.alerts()[0]).toMatchObject({ severity: "critical" });
});

test("reminders come only if asked for, and end with an acknowledgement or the alert", () => {
  const quiet = play([rule]);
  const loud = sampleRule({ reminderSeconds: 600 });
  const played = play([loud]);
  for (let n = 0; n <= 25; n += 1) {
    quiet.look(n * minute, at("breach"));
    played.look(n * minute, { [loud.id]: saying(reading("", "breach")) });
  }
  expect(quiet.types()).toEqual(["alert.firing"]);
  expect(played.told.map(({ type, atMs }) => `${type} ${atMs / minute}`)).toEqual([
    "alert.firing 0",
    "alert.reminder 10",
    "alert.reminder 20",
  ]);
});

test("a silenced alert is listed and tells nothing, not even its end", () => {
  const silence: Silence = { id: "s", ruleId: rule.id, createdAtMs: 0, untilMs: minute, reason: "move", who: "owner" };
  const played = play([rule], [silence]);
  played.look(0, at("breach"));
  for (let n = 1; n < 20; n += 1) played.look(n * minute, at("clear"));
  expect(played.types()).toEqual([]);
  expect(played.alerts()).toMatchObject([{ silencedBy: "s", state: "resolved" }]);
  played.look(20 * minute, at("breach"));
  expect(played.types()).toEqual(["alert.firing"]);
});

const risk = sampleRule({ id: "risk", kind: "suspension_risk", name: "Suspension risk" });
const spike = sampleRule({ id: "spike", kind: "spike", groupBy: "route", keepFiringSeconds: 0 });

test.each([
  ["at the same look", 0],
  ["later", minute],
])("a firing suspension risk speaks for a spike of bad attempts %s", (_words, laterMs) => {
  const played = play([spike, risk]);
  const risky = saying(reading("", "breach"));
  const spiking = saying(reading("GET /a", "breach"));
  if (laterMs > 0) played.look(0, { risk: risky, spike: saying() });
  played.look(laterMs, { risk: risky, spike: spiking });
  expect(played.told.map(({ alert }) => alert.ruleId)).toEqual(["risk"]);
  const held = played.alerts().find(({ ruleId }) => ruleId === "spike");
  expect(held?.inhibitedBy).toBe(played.told[0]?.alert.id);
  played.look(laterMs + 1, { risk: risky, spike: saying(reading("GET /a", "clear")) });
  expect(played.told).toHaveLength(1);
});

test.each([
  ["is mostly of another kind of failure", spike, reading("GET /a", "breach", { bad: 2 })],
  ["is of a kind that it never speaks for", { ...spike, kind: "latency" } as Rule, reading("GET /a", "breach")],
])("a firing suspension risk does not speak for what %s", (_words, other, breaching) => {
  const played = play([other, risk]);
  played.look(0, { risk: saying(reading("", "breach")), spike: saying(breaching) });
  expect(played.types()).toEqual(["alert.firing", "alert.firing"]);
});

test("a suspension risk of one integration speaks for that one alone", () => {
  const own = { ...risk, filter: { integration: ["sync"] } };
  const inside = { ...spike, id: "inside", filter: { integration: ["sync"], route: ["GET /a"] } };
  const played = play([own, spike, inside]);
  const spiking = saying(reading("GET /a", "breach"));
  played.look(0, { risk: saying(reading("", "breach")), spike: spiking, inside: spiking });
  expect(played.told.map(({ alert }) => alert.ruleId).sort()).toEqual(["risk", "spike"]);
});

test("a rule that is switched off ends its alerts, and says why", () => {
  const played = play([{ ...rule, enabled: false }]);
  const firing = play([rule]);
  firing.look(0, at("breach"));
  expect(firing.types()).toEqual(["alert.firing"]);
  played.look(0, {});
  expect(played.types()).toEqual([]);
  const [alert] = firing.alerts();
  const stepped = stepRules({
    rules: [],
    evaluations: new Map(),
    firing: alert ? [alert] : [],
    silences: [],
    pending: new Map(),
    moment: { nowMs: 5, lookedAtMs: 0 },
    newId: () => "x",
  });
  expect(stepped.steps).toMatchObject([{ message: "alert.resolved", alert: { ending: "rule_removed", endedAtMs: 5 } }]);
});
