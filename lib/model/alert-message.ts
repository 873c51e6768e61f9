import { z } from "zod";
import { ruleKinds, severities } from "#lib/model/alert-rule";
import { alertMessageTypes } from "#lib/model/delivery";

const instant = z.iso.datetime({ precision: 3 });

/** The body of a webhook, and what every other channel's words are made of. */
export const alertMessageSchema = z
  .object({
    type: z.enum(alertMessageTypes),
    timestamp: instant,
    data: z.object({
      alertId: z.string(),
      rule: z.string().describe("As the rule is called."),
      kind: z.enum(ruleKinds),
      severity: z.enum(severities),
      value: z.number().describe("In the unit of the kind: a share is 0 to 1, a latency is in ms."),
      threshold: z.number(),
      windowSeconds: z.int(),
      attempts: z.int(),
      bad: z.int(),
      startedAt: instant,
      endedAt: instant.nullable(),
      summary: z.string(),
      url: z.url().describe("The alert in Ajar."),
      subjects: z
        .array(z.object({ label: z.string(), value: z.number(), attempts: z.int(), bad: z.int() }))
        .describe("What it is about, worst first; at most five."),
      subjectCount: z.int().describe("Of how many the five are."),
      runbook: z.string().nullable(),
    }),
  })
  .meta({ id: "AlertMessage", description: "What a webhook is sent, signed as Standard Webhooks has it." });
export type AlertMessage = Readonly<z.infer<typeof alertMessageSchema>>;
