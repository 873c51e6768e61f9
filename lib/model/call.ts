import { z } from "zod";
import { attemptSchema, blockedReasons, type Exchange, networkErrors, sources, stopReasons } from "#lib/model/attempt";
import { outcomes } from "#lib/model/outcome";

/** Which of a call's attempts a filter looks at: its last, or any that started in the range. */
export const callMatches = ["last", "any"] as const;
export type CallMatch = (typeof callMatches)[number];

/** What one attempt of a call met. */
export const metSchema = attemptSchema.pick({
  attempt: true,
  startedAtMs: true,
  status: true,
  outcome: true,
  networkError: true,
  errorCode: true,
});

/** What the caller asked for: its status is its last attempt's, its retries are attempts - 1. */
export const callSchema = z.object({
  callId: z.string(),
  startedAtMs: z.int(),
  method: z.string(),
  route: z.string(),
  path: z.string(),
  status: z.int().nullable(),
  outcome: z.enum(outcomes),
  networkError: z.enum(networkErrors).nullable(),
  blockedReason: z.enum(blockedReasons).nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  retries: z.int(),
  attempts: z.int(),
  latencyMs: z.number(),
  heldBackMs: z.number(),
  integration: z.string().nullable(),
  credential: z.string().nullable(),
  credentialLast4: z.string().nullable(),
  source: z.enum(sources),
  stopReason: z
    .enum(stopReasons)
    .nullable()
    .describe(
      "Why it was not sent once more; null where Ajar did not decide: told by others, never sent, still under way, or recorded before reasons were.",
    ),
  problemId: z.string().nullable().describe("The problem that it ended with; null if it did not fail."),
  met: metSchema
    .optional()
    .describe("The newest attempt that the filter means; only in lists of calls by any of their attempts."),
});
export type Call = z.infer<typeof callSchema>;

/** An attempt in its call's page: the kept exchange comes apart. */
export const attemptOfCallSchema = attemptSchema.omit({
  exchange: true,
  failure: true,
  requestShape: true,
  call: true,
  callId: true,
});
export type AttemptOfCall = z.infer<typeof attemptOfCallSchema>;

export type CallDetail = {
  readonly call: Call;
  readonly attempts: readonly AttemptOfCall[];
  /** What was kept of the last failed attempt; null if none failed. */
  readonly exchange: Exchange | null;
};

export type CallPage = { readonly data: readonly Call[]; readonly nextCursor: string | null };
