import { z } from "zod";
import type { RuleChanges } from "#lib/alerts/rules";
import { type RuleFilter, ruleGroupings, ruleKinds, severities } from "#lib/model/alert-rule";
import { outcomes } from "#lib/model/outcome";
import { ruleFacts } from "#lib/model/rule-facts";

const number = z.coerce.number("must be a number").min(0, "must be 0 or more");
const list = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ""));

/** The form of a rule as it is sent: shares in per cent, spans in minutes. What its kind has no use for is not in it. */
export const ruleFormSchema = z.object({
  id: z.string().optional(),
  kind: z.enum(ruleKinds),
  name: z.string().trim().min(1, "is missing").max(80, "may have at most 80 characters"),
  enabled: z.literal("on").optional(),
  route: list.default([]),
  integration: list.default([]),
  credential: list.default([]),
  "counts[]": z.array(z.enum(outcomes)).optional(),
  windowMinutes: number.optional(),
  threshold: number,
  recovery: number,
  minCount: z.coerce.number().int("must be a whole number").min(0, "must be 0 or more").optional(),
  forMinutes: number,
  keepFiringMinutes: number,
  severity: z.enum(severities),
  groupBy: z.enum(ruleGroupings).optional(),
  "channels[]": z.array(z.string()).optional(),
  everyChannel: z.literal("on").optional(),
  reminderMinutes: number,
  runbook: z.string().max(4_000, "may have at most 4,000 characters"),
});
type RuleForm = z.infer<typeof ruleFormSchema>;

/**
 * What a form wants of a rule, in the units of the rule. `former` is the rule's filter so far: methods and sources are
 * set by the API alone, and stay where the kind knows them.
 */
export function changesOf(form: RuleForm, former: RuleFilter = {}): RuleChanges {
  const { unit, filters } = ruleFacts[form.kind];
  const scale = unit === "share" ? 0.01 : 1;
  const { route, integration, credential, "counts[]": counts, "channels[]": channels, windowMinutes } = form;
  return {
    name: form.name,
    enabled: form.enabled === "on",
    filter: {
      ...(former.method && filters.includes("method") ? { method: former.method } : {}),
      ...(former.source && filters.includes("source") ? { source: former.source } : {}),
      ...(route.length > 0 ? { route } : {}),
      ...(integration.length > 0 ? { integration } : {}),
      ...(credential.length > 0 ? { credential } : {}),
    },
    counts: counts && counts.length > 0 ? counts : null,
    windowSeconds: windowMinutes === undefined ? undefined : Math.max(60, Math.round(windowMinutes * 60)),
    // A share of 20 % is 0.2, not 0.19999999999999998.
    threshold: round(form.threshold * scale),
    recoveryThreshold: round(form.recovery * scale),
    minCount: form.minCount,
    forSeconds: Math.round(form.forMinutes * 60),
    keepFiringSeconds: Math.round(form.keepFiringMinutes * 60),
    severity: form.severity,
    groupBy: form.groupBy,
    channels: form.everyChannel === "on" ? null : (channels ?? []),
    reminderSeconds: form.reminderMinutes === 0 ? null : Math.max(300, Math.round(form.reminderMinutes * 60)),
    runbook: form.runbook,
  };
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
