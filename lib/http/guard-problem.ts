import { z } from "zod";
import { instant, isoTime } from "#lib/http/api-views";
import { problem, problemSchema } from "#lib/http/problem";
import { type GuardHold, guardRules } from "#lib/model/guard";
import { describeHold } from "#lib/outbound/hold-words";

export const guardProblemSchema = problemSchema
  .extend({
    blocked: z.object({
      reason: z.literal("guard"),
      rule: z
        .enum(guardRules)
        .describe("`call`: this very call. `credential`: its key gets nothing but 401. `suspension`: maybe suspended."),
      hold: z.string().describe("`DELETE /api/v1/guard/holds/{holdId}` ends it for all calls."),
      status: z.int().describe("What Kisi has answered each time."),
      failures: z.int().describe("How often, in a row."),
      since: instant,
      until: instant.describe("From then on one call is let through to try."),
      lastCall: z.string().describe("The last one that failed so, in the log."),
      override: z.string().describe("The header that sends this call all the same."),
    }),
  })
  .meta({ id: "GuardProblem", description: "A call that the guard did not send, and how to have it sent." });

const override = "X-Ajar-Guard: off";

/** Why the guard held a call, until when, and how to have it sent all the same. */
export function guardProblem(hold: GuardHold): z.input<typeof guardProblemSchema> {
  const { id, rule, status, failures, firstFailedAtMs, untilMs, lastCallId } = hold;
  const until = isoTime(untilMs);
  const detail = `Never sent. ${describeHold(hold)} From ${until} on one call is let through to try; ${override} sends this one now.`;
  return {
    ...problem(424, "Held by the guard", detail),
    blocked: {
      reason: "guard",
      rule,
      hold: id,
      status,
      failures,
      since: isoTime(firstFailedAtMs),
      until,
      lastCall: lastCallId,
      override,
    },
  };
}
