import { z } from "zod";
import { ruleViewSchema } from "#lib/http/alert-views";
import type { ApiOperation } from "#lib/http/api-operation";
import { instant } from "#lib/http/api-views";
import { ruleKinds, ruleSettingsSchema, severities } from "#lib/model/alert-rule";

const params = { ruleId: "As it stands in `Rule.id` and in `Alert.ruleId`." };
const changes = ruleSettingsSchema.partial();

const backtestSchema = z
  .object({
    from: instant,
    to: instant,
    stepSeconds: z.int().describe("How far apart its looks were."),
    alerts: z.array(
      z.object({
        startedAt: instant,
        endedAt: instant.nullable().describe("Null: still firing at the end."),
        severity: z.enum(severities),
        peak: z.number(),
        summary: z.string(),
        leadSeconds: z.number().nullable().describe("From its beginning to the moment at which a limit was used up."),
      }),
    ),
    summary: z.string(),
  })
  .meta({ id: "Backtest", description: "The alerts that a rule would have made of what was recorded." });

/** What is evaluated. */
export const ruleOperations = {
  listRules: {
    id: "listRules",
    method: "GET",
    path: "/api/v1/rules",
    scope: "read",
    summary: "All rules, in the order in which they were made",
    answer: z.object({ data: z.array(ruleViewSchema) }),
  },
  createRule: {
    id: "createRule",
    method: "POST",
    path: "/api/v1/rules",
    scope: "write",
    summary: "Make a rule",
    description: "What is absent is as its kind has it by default.",
    body: changes.extend({ kind: z.enum(ruleKinds) }),
    status: 201,
    answer: ruleViewSchema,
    fails: ["conflict"],
  },
  getRule: {
    id: "getRule",
    method: "GET",
    path: "/api/v1/rules/{ruleId}",
    scope: "read",
    summary: "One rule",
    params,
    answer: ruleViewSchema,
    fails: ["not_found"],
  },
  changeRule: {
    id: "changeRule",
    method: "PATCH",
    path: "/api/v1/rules/{ruleId}",
    scope: "write",
    summary: "Change a rule, or switch it on or off",
    description: "What is absent stays as it is. A new threshold without a new recovery threshold moves both.",
    params,
    body: changes.refine((given) => Object.keys(given).length > 0, "says nothing to change"),
    answer: ruleViewSchema,
    fails: ["not_found"],
  },
  deleteRule: {
    id: "deleteRule",
    method: "DELETE",
    path: "/api/v1/rules/{ruleId}",
    scope: "write",
    summary: "Remove a rule",
    description: "Its alerts end at the next look, with a message; what they were stays.",
    params,
    answer: null,
    fails: ["not_found"],
  },
  backtestRule: {
    id: "backtestRule",
    method: "POST",
    path: "/api/v1/rules/{ruleId}/backtest",
    scope: "read",
    summary: "Tell which alerts a rule would have made of a range",
    description: "With `changes` as it would be after them; nothing is kept and nothing is sent.",
    params,
    body: z.strictObject({
      from: z.string().optional(),
      to: z.string().optional(),
      last: z.string().optional().describe("As in a query: `24h`, `7d`. Default: 24h."),
      changes: changes.optional(),
    }),
    answer: backtestSchema,
    fails: ["not_found", "unanswerable"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;
