import { z } from "zod";
import { attemptFilterSchema } from "#lib/model/filter";
import { outcomes } from "#lib/model/outcome";

export const ruleKinds = [
  "suspension_risk",
  "spike",
  "failure_rate",
  "latency",
  "rate_limited",
  "problem_new",
  "problem_regressed",
  "credential_rejected",
  "suspected_suspension",
  "deprecated_operation",
  "no_traffic",
  "self",
] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** From mild to grave. */
export const severities = ["notice", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];

/** What a rule judges apart: everything at once, or each route, integration or credential by itself. */
export const ruleGroupings = ["none", "route", "integration", "credential"] as const;
export type RuleGrouping = (typeof ruleGroupings)[number];

const minuteSeconds = 60;
const daySeconds = 86_400;

/** Which traffic a rule looks at. How its attempts ended is the business of `counts`. */
export const ruleFilterSchema = attemptFilterSchema
  .pick({ route: true, method: true, integration: true, credential: true, source: true })
  .strict();
export type RuleFilter = z.infer<typeof ruleFilterSchema>;
export const ruleFilterFields = ruleFilterSchema.keyof().options;

const seconds = (min: number, max: number) =>
  z
    .int(`must be whole seconds, ${min} to ${max}`)
    .min(min, `must be ${min} or more`)
    .max(max, `must be ${max} or less`);
const number = z.number("must be a number").min(0, "must be 0 or more").max(1e9, "is too large");

/** What an owner may set of a rule, but for its kind. */
export const ruleSettingsSchema = z.strictObject({
  name: z.string().trim().min(1, "is missing").max(80, "may have at most 80 characters"),
  enabled: z.boolean(),
  filter: ruleFilterSchema.describe("Which traffic it looks at; empty: all."),
  counts: z
    .array(z.enum(outcomes))
    .min(1)
    .max(outcomes.length)
    .nullable()
    .describe("Outcomes that count as failures for `failure_rate` and `spike`; null: every kind of failure."),
  windowSeconds: seconds(minuteSeconds, daySeconds).describe("The span up to now that is judged."),
  threshold: number.describe("The alert begins at this value or above. Its unit is the kind's."),
  recoveryThreshold: number.describe("The alert may end below this value; at most `threshold`."),
  minCount: z.int().min(0).max(1_000_000).describe("Fewer failures than this never begin an alert, whatever the rate."),
  forSeconds: seconds(0, daySeconds).describe("How long the condition must hold before the alert begins."),
  keepFiringSeconds: seconds(0, 30 * daySeconds).describe("How long it must be over before the alert ends."),
  severity: z.enum(severities),
  groupBy: z.enum(ruleGroupings).describe("What is judged apart. What begins together is one alert."),
  channels: z.array(z.string().max(100)).max(50).nullable().describe("Ids; null: every channel."),
  reminderSeconds: seconds(5 * minuteSeconds, 7 * daySeconds)
    .nullable()
    .describe("Says again, this often, that an alert goes on and nobody has acknowledged it; null: never."),
  runbook: z
    .string()
    .trim()
    .max(4_000, "may have at most 4,000 characters")
    .describe("What to do; stands in messages."),
});
export type RuleSettings = z.infer<typeof ruleSettingsSchema>;

export const ruleSchema = ruleSettingsSchema.extend({
  id: z.string(),
  kind: z.enum(ruleKinds),
  createdAtMs: z.int(),
  updatedAtMs: z.int(),
});
/** What is evaluated. */
export type Rule = Readonly<z.infer<typeof ruleSchema>>;
