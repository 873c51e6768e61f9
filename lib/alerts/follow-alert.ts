import type { Evaluation, Reading } from "#lib/alerts/reading";
import type { Alert, AlertEvent, AlertSubject } from "#lib/model/alert";
import { type Rule, severities } from "#lib/model/alert-rule";
import type { AlertMessageType } from "#lib/model/delivery";

/** What an evaluation makes of an alert: as it is now, what happened to it, and what is to be told. */
export type AlertStep = {
  readonly alert: Alert;
  readonly events: readonly AlertEvent[];
  readonly message: AlertMessageType | null;
};

export type Moment = {
  readonly nowMs: number;
  /** When there was a look before; null if nobody looked for so long that nothing is known of the time between. */
  readonly lookedAtMs: number | null;
};

/** Silence this long ends an alert: with other words than a recovery, for none was seen. */
const noDataEndsMs = 24 * 3_600_000;

/**
 * Carries a firing alert on. Its subjects breach, hold, are clear, or unknown; it ends once all have been clear for as
 * long as the rule says, and time in which nobody looked, or nothing could be told, never counts as clear. Its severity
 * only rises.
 */
export function followAlert(rule: Rule, before: Alert, evaluation: Evaluation, moment: Moment): AlertStep {
  const { nowMs, lookedAtMs } = moment;
  const gap = lookedAtMs === null ? [eventOf(before, nowMs, "gap", "Ajar did not look for a while before this")] : [];
  const byKey = new Map(evaluation.readings.map((reading) => [reading.key, reading]));
  const followed = before.subjects.map((subject) => {
    const reading = byKey.get(subject.key);
    const verdict = reading?.verdict ?? evaluation.absent;
    return { verdict, reading, subject: followSubject(subject, verdict, reading, moment) };
  });
  const subjects = worstFirst(followed.map(({ subject }) => subject));
  const cleared = followed.every(({ subject }) => subject.clearSinceMs !== null);
  const isFrozen =
    !cleared && followed.every(({ verdict, subject }) => verdict === "unknown" || subject.clearSinceMs !== null);
  const alert = {
    ...withFigures(before, followed),
    subjects,
    frozenSinceMs: isFrozen ? (before.frozenSinceMs ?? nowMs) : null,
  };
  const freezing = freezeEvents(before, alert, nowMs);
  const ending = endingOf(rule, alert, nowMs);
  if (ending) return endAlert(alert, ending, nowMs, [...gap, ...freezing]);
  return raise(rule, before, alert, followed, nowMs, [...gap, ...freezing]);
}

type Followed = { readonly verdict: string; readonly reading: Reading | undefined; readonly subject: AlertSubject };

function followSubject(
  subject: AlertSubject,
  verdict: Evaluation["absent"] | Reading["verdict"],
  reading: Reading | undefined,
  { nowMs, lookedAtMs }: Moment,
): AlertSubject {
  if (verdict === "unknown") return { ...subject, clearSinceMs: null };
  const figures = reading
    ? { value: reading.value, attempts: reading.attempts, bad: reading.bad, failures: reading.failures }
    : {};
  if (verdict === "clear") {
    const clearSinceMs = lookedAtMs === null ? nowMs : (subject.clearSinceMs ?? nowMs);
    return { ...subject, ...figures, clearSinceMs };
  }
  const lastBreachAtMs = verdict === "breach" ? nowMs : subject.lastBreachAtMs;
  return { ...subject, ...figures, lastBreachAtMs, clearSinceMs: null };
}

/** The alert with the figures of its worst subject, its peak, and its words. */
function withFigures(before: Alert, followed: readonly Followed[]): Alert {
  const worst = worstReading(
    followed.flatMap(({ reading, verdict }) => (reading && verdict !== "unknown" ? [reading] : [])),
  );
  if (!worst) return before;
  const { value, threshold, windowSeconds, attempts, bad } = worst;
  const lastBreachAtMs = Math.max(...followed.map(({ subject }) => subject.lastBreachAtMs));
  const grown = value / threshold >= before.peak / before.threshold;
  const summary = worst.verdict === "breach" ? summaryOf([worst], before.subjectCount) : before.summary;
  return {
    ...before,
    ...{ value, threshold, windowSeconds, attempts, bad, lastBreachAtMs, summary },
    // Of another tier the value is measured against another threshold: the peak is kept in the present measure.
    peak: grown ? value : (before.peak / before.threshold) * threshold,
  };
}

function freezeEvents(before: Alert, { frozenSinceMs }: Alert, nowMs: number): AlertEvent[] {
  if ((before.frozenSinceMs === null) === (frozenSinceMs === null)) return [];
  if (frozenSinceMs !== null) return [eventOf(before, nowMs, "froze", "No data, so it neither ends nor grows")];
  return [eventOf(before, nowMs, "thawed", "There is data again")];
}

function endingOf(rule: Rule, { subjects, frozenSinceMs }: Alert, nowMs: number): "recovered" | "no_data" | null {
  const keepMs = rule.keepFiringSeconds * 1_000;
  const isOver = subjects.every(({ clearSinceMs }) => clearSinceMs !== null && nowMs - clearSinceMs >= keepMs);
  if (isOver) return "recovered";
  return frozenSinceMs !== null && nowMs - frozenSinceMs >= noDataEndsMs ? "no_data" : null;
}

const endWords = {
  recovered: "It is over",
  no_data: "It ended without a recovery being seen: there has been no data for a day",
  rule_removed: "It ended because its rule was switched off or removed",
} as const;

/** Ends an alert, and says so to whoever was told of its beginning. */
export function endAlert(
  alert: Alert,
  ending: NonNullable<Alert["ending"]>,
  nowMs: number,
  events: readonly AlertEvent[] = [],
): AlertStep {
  const summary =
    ending === "recovered" ? `Over. It was: ${alert.summary}` : `${endWords[ending]}. It was: ${alert.summary}`;
  const ended: Alert = { ...alert, state: "resolved", endedAtMs: nowMs, ending, frozenSinceMs: null, summary };
  return {
    alert: ended,
    events: [...events, eventOf(alert, nowMs, "resolved", endWords[ending])],
    message: isTold(alert) ? "alert.resolved" : null,
  };
}

function raise(
  rule: Rule,
  before: Alert,
  alert: Alert,
  followed: readonly Followed[],
  nowMs: number,
  events: readonly AlertEvent[],
): AlertStep {
  const breaching = followed.flatMap(({ reading }) => (reading?.verdict === "breach" ? [reading.severity] : []));
  const rank = Math.max(severities.indexOf(before.severity), ...breaching.map((one) => severities.indexOf(one)));
  const severity = severities[rank] ?? before.severity;
  if (severity !== before.severity) {
    const words = `From ${before.severity} to ${severity}`;
    return {
      alert: { ...alert, severity },
      events: [...events, eventOf(alert, nowMs, "escalated", words)],
      message: isTold(alert) ? "alert.escalated" : null,
    };
  }
  if (isReminderDue(rule, alert, nowMs)) {
    const reminded = eventOf(alert, nowMs, "reminded", "It goes on, and nobody has acknowledged it");
    return { alert: { ...alert, remindedAtMs: nowMs }, events: [...events, reminded], message: "alert.reminder" };
  }
  return { alert, events, message: null };
}

function isReminderDue({ reminderSeconds }: Rule, alert: Alert, nowMs: number): boolean {
  if (reminderSeconds === null || alert.acknowledgedAtMs !== null || !isTold(alert)) return false;
  return nowMs - (alert.remindedAtMs ?? alert.startedAtMs) >= reminderSeconds * 1_000;
}

/** Whether anybody was told that it began. */
export function isTold({ inhibitedBy, silencedBy }: Alert): boolean {
  return inhibitedBy === null && silencedBy === null;
}

/** An entry of an alert's history; `who` is null for what came by itself. */
export function eventOf(
  { id }: Pick<Alert, "id">,
  atMs: number,
  kind: AlertEvent["kind"],
  words: string,
  who: string | null = null,
): AlertEvent {
  return { alertId: id, atMs, kind, who, words };
}

const verdictRank = { breach: 3, hold: 2, clear: 1, unknown: 0 } as const;

/** The reading that an alert speaks of: the gravest, then the farthest beyond its threshold, then the one with most failures. */
export function worstReading(readings: readonly Reading[]): Reading | undefined {
  const rank = (reading: Reading) => severities.indexOf(reading.severity) + verdictRank[reading.verdict] * 10;
  const ratio = ({ value, threshold }: Reading) => (threshold === 0 ? value : value / threshold);
  return readings.toSorted((a, b) => rank(b) - rank(a) || b.failures - a.failures || ratio(b) - ratio(a))[0];
}

/** Words for an alert: what its worst subject does, and how many others do it, too. */
export function summaryOf(readings: readonly Reading[], count: number): string {
  const worst = worstReading(readings);
  if (!worst) return "";
  const about = worst.key === "" ? worst.words : `${worst.label}: ${worst.words}`;
  return count > 1 ? `${count} at once. ${about}` : about;
}

const subjectsKept = 1_000;

/** Those with most failures first, then those with the highest value; 1,000 at most. */
export function worstFirst(subjects: readonly AlertSubject[]): AlertSubject[] {
  return subjects.toSorted((a, b) => b.failures - a.failures || b.value - a.value).slice(0, subjectsKept);
}
