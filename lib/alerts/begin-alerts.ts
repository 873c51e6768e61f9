import type { AlertStep } from "#lib/alerts/follow-alert";
import { eventOf, summaryOf, worstFirst, worstReading } from "#lib/alerts/follow-alert";
import type { Evaluation, Reading } from "#lib/alerts/reading";
import type { Alert, AlertSubject } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";

/** Since when each subject of a rule breaches without having an alert yet, by its key. */
export type Pending = ReadonlyMap<string, number>;

/** What keeps an alert that begins from being told. */
export type Quiet = { readonly inhibitedBy: string | null; readonly silencedBy: string | null };

type Beginning = {
  readonly rule: Rule;
  readonly evaluation: Evaluation;
  /** Those of this rule that go on. */
  readonly open: readonly Alert[];
  readonly pending: Pending;
  readonly nowMs: number;
  readonly newId: () => string;
  readonly quietOf: (breaching: readonly Reading[]) => Quiet;
};

/** What fails within this of the beginning of an alert belongs to it: one cause often shows in several places in turn. */
const joinWithinMs = 5 * 60_000;

/**
 * Begins an alert for what has breached for as long as the rule says. All that begins together is one alert, and what
 * follows soon joins it without a message of its own.
 */
export function beginAlerts(beginning: Beginning): { readonly pending: Pending; readonly step: AlertStep | null } {
  const { rule, evaluation, open, nowMs } = beginning;
  const covered = new Set(open.flatMap(({ subjects }) => subjects.map(({ key }) => key)));
  const breaching = evaluation.readings.filter(({ key, verdict }) => verdict === "breach" && !covered.has(key));
  const pending = waitOn(beginning, breaching);
  const ready = breaching.filter(({ key }) => nowMs - (pending.get(key) ?? nowMs) >= rule.forSeconds * 1_000);
  if (ready.length === 0) return { pending, step: null };
  const left = new Map([...pending].filter(([key]) => !ready.some((reading) => reading.key === key)));
  const recent = open.find(({ startedAtMs }) => nowMs - startedAtMs <= joinWithinMs);
  return { pending: left, step: recent ? join(recent, ready, nowMs) : begin(beginning, ready) };
}

/** What breaches waits from its first breach on; what is unknown neither waits longer nor anew. */
function waitOn({ evaluation, pending, nowMs }: Beginning, breaching: readonly Reading[]): Pending {
  const verdicts = new Map(evaluation.readings.map(({ key, verdict }) => [key, verdict]));
  const frozen = [...pending].filter(([key]) => (verdicts.get(key) ?? evaluation.absent) === "unknown");
  return new Map([...frozen, ...breaching.map(({ key }) => [key, pending.get(key) ?? nowMs] as const)]);
}

function begin({ rule, nowMs, newId, quietOf }: Beginning, ready: readonly Reading[]): AlertStep {
  const worst = worstReading(ready);
  if (!worst) throw new Error("an alert begins with something");
  const { value, threshold, windowSeconds, attempts, bad, severity } = worst;
  const alert: Alert = {
    id: newId(),
    ruleId: rule.id,
    ruleName: rule.name,
    kind: rule.kind,
    state: "firing",
    startedAtMs: nowMs,
    endedAtMs: null,
    ending: null,
    lastBreachAtMs: nowMs,
    ...{ severity, value, peak: value, threshold, windowSeconds, attempts, bad },
    summary: summaryOf(ready, ready.length),
    subjects: worstFirst(ready.map((reading) => subjectOf(reading, nowMs))),
    subjectCount: ready.length,
    ...quietOf(ready),
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    remindedAtMs: null,
    frozenSinceMs: null,
  };
  const isQuiet = alert.inhibitedBy !== null || alert.silencedBy !== null;
  return { alert, events: [eventOf(alert, nowMs, "fired", alert.summary)], message: isQuiet ? null : "alert.firing" };
}

function join(alert: Alert, ready: readonly Reading[], nowMs: number): AlertStep {
  const subjectCount = alert.subjectCount + ready.length;
  const names = ready.slice(0, 3).map(({ label }) => label);
  const words = `${names.join(", ")}${ready.length > 3 ? ` and ${ready.length - 3} more` : ""} fail, too`;
  const subjects = worstFirst([...alert.subjects, ...ready.map((reading) => subjectOf(reading, nowMs))]);
  return {
    alert: { ...alert, subjects, subjectCount, lastBreachAtMs: nowMs },
    events: [eventOf(alert, nowMs, "joined", words)],
    message: null,
  };
}

function subjectOf({ key, label, value, attempts, bad, failures }: Reading, nowMs: number): AlertSubject {
  return { key, label, value, attempts, bad, failures, lastBreachAtMs: nowMs, clearSinceMs: null };
}
