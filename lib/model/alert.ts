import { z } from "zod";
import { ruleKinds, severities } from "#lib/model/alert-rule";

export const alertStates = ["firing", "resolved"] as const;
export type AlertState = (typeof alertStates)[number];

/** One of those that an alert is about: a route, a credential, a problem, or all traffic at once. */
export const alertSubjectSchema = z.object({
  /** Empty for all traffic at once. */
  key: z.string(),
  /** As people call it. */
  label: z.string(),
  value: z.number(),
  attempts: z.int(),
  bad: z.int(),
  failures: z.int(),
  lastBreachAtMs: z.int(),
  /** Since when it is below recovery; null while it is not, or while nobody can tell. */
  clearSinceMs: z.int().nullable(),
});
export type AlertSubject = Readonly<z.infer<typeof alertSubjectSchema>>;

/** Why an alert is over: the condition is, nothing has been heard for so long, or its rule is gone. */
export const alertEndings = ["recovered", "no_data", "rule_removed"] as const;

/** One firing of a rule, with a beginning and an end. */
export const alertSchema = z.object({
  id: z.string(),
  ruleId: z.string(),
  /** As the rule was called when it began. */
  ruleName: z.string(),
  kind: z.enum(ruleKinds),
  severity: z.enum(severities),
  state: z.enum(alertStates),
  startedAtMs: z.int(),
  endedAtMs: z.int().nullable(),
  ending: z.enum(alertEndings).nullable(),
  lastBreachAtMs: z.int(),
  /** At the last evaluation that could tell, in the unit of the kind. */
  value: z.number(),
  peak: z.number(),
  threshold: z.number(),
  windowSeconds: z.int(),
  attempts: z.int(),
  bad: z.int(),
  summary: z.string(),
  /** Worst first; at most a thousand. */
  subjects: z.array(alertSubjectSchema),
  subjectCount: z.int(),
  /** The alert that speaks for this one: it is listed, and sends nothing. */
  inhibitedBy: z.string().nullable(),
  /** The silence that it began under: it is listed, and sends nothing. */
  silencedBy: z.string().nullable(),
  acknowledgedAtMs: z.int().nullable(),
  acknowledgedBy: z.string().nullable(),
  remindedAtMs: z.int().nullable(),
  /** Since when the data cannot tell; the alert neither ends nor grows meanwhile. */
  frozenSinceMs: z.int().nullable(),
});
export type Alert = Readonly<z.infer<typeof alertSchema>>;

export const alertEventKinds = [
  "fired",
  "escalated",
  "joined",
  "reminded",
  "acknowledged",
  "froze",
  "thawed",
  "gap",
  "resolved",
] as const;

/** What happened to an alert, and who did it. */
export const alertEventSchema = z.object({
  alertId: z.string(),
  atMs: z.int(),
  kind: z.enum(alertEventKinds),
  /** Null: Ajar itself. */
  who: z.string().nullable(),
  words: z.string(),
});
export type AlertEvent = Readonly<z.infer<typeof alertEventSchema>>;

/** Keeps alerts from being sent for a while: those of one rule, or all. */
export const silenceSchema = z.object({
  id: z.string(),
  ruleId: z.string().nullable(),
  createdAtMs: z.int(),
  untilMs: z.int(),
  reason: z.string(),
  who: z.string(),
});
export type Silence = Readonly<z.infer<typeof silenceSchema>>;
