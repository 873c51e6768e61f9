import { z } from "zod";
import { outcomes } from "#lib/model/outcome";

export const sources = ["console", "gateway", "otlp", "har", "ndjson"] as const;
export type Source = (typeof sources)[number];

/** Why there was no whole answer. The first three mean that no connection was made, so nothing was processed. */
export const networkErrors = [
  "refused",
  "dns",
  "tls",
  "connect_timeout",
  "head_timeout",
  "body_timeout",
  "deadline",
  "reset",
  "truncated",
  "other",
] as const;
export type NetworkError = (typeof networkErrors)[number];

/** Who kept a call from being sent. */
export const blockedReasons = ["guard", "pacer", "breaker"] as const;
export type BlockedReason = (typeof blockedReasons)[number];

/** Why a call was not sent once more. They stand on its final attempt. */
export const stopReasons = [
  "answered",
  "client_error",
  "door_action",
  "may_have_been_processed",
  "cannot_be_sent",
  "suspected_suspension",
  "retries_used_up",
  "retries_capped",
  "retry_after_beyond_deadline",
  "wait_beyond_deadline",
  "breaker_open",
  "retry_budget_empty",
  "guard_hold",
  "held_back_beyond_deadline",
  "answer_too_large",
  "answer_passed_on",
  "caller_left",
] as const;
export type StopReason = (typeof stopReasons)[number];

/** Which of the two headers that Kisi requires of integration partners an attempt carried. */
export const partnerHeaders = ["none", "identifier", "contact", "both"] as const;
export type PartnerHeaders = (typeof partnerHeaders)[number];

/** What is kept of a failed exchange: redacted, headers by allow-list, bodies cut at 4 KB. */
export const exchangeSchema = z.object({
  requestHeaders: z.array(z.tuple([z.string(), z.string()])),
  requestBody: z.string().nullable(),
  requestBodyBytes: z.int(),
  responseHeaders: z.array(z.tuple([z.string(), z.string()])),
  responseBody: z.string().nullable(),
  responseBodyBytes: z.int(),
});
export type Exchange = z.infer<typeof exchangeSchema>;

/** What tells one failure from another, beside its route: attempts of one route and fingerprint are one problem. */
export const attemptFailureSchema = z.object({
  /** Its first part is the version of the rules that made it. */
  fingerprint: z.string(),
  /** The fields that a 422 names, sorted; never what it says of them. */
  fields: z.array(z.string()).readonly(),
});
export type AttemptFailure = Readonly<z.infer<typeof attemptFailureSchema>>;

/** Totals of the call, carried by its final attempt, so that a call without retries is one row. */
export const callTotalsSchema = z.object({
  startedAtMs: z.int(),
  /** Attempts that were sent: 0 for a blocked call. */
  attempts: z.int(),
  /** What the caller waited in all: held back, attempts, waits between them. */
  latencyMs: z.number(),
  heldBackMs: z.number(),
  /** Null where Ajar did not decide: told by others, never sent, or recorded before reasons were. */
  stopReason: z.enum(stopReasons).nullable(),
});

/** One HTTP exchange with Kisi (or one call that was blocked), as it is stored: redacted, times in ms. */
export const attemptSchema = z.object({
  callId: z.string(),
  /** 1..n; 0 on the single row of a blocked call. */
  attempt: z.int(),
  startedAtMs: z.int(),
  /** What a sender's clock said that was minutes ahead, so that the attempt counts at its arrival; else null. */
  toldStartedAtMs: z.int().nullable(),
  method: z.string(),
  /** Method and path template: `GET /locks/{id}`. */
  route: z.string(),
  /** Path and query as sent, redacted. */
  path: z.string(),
  status: z.int().nullable(),
  outcome: z.enum(outcomes),
  networkError: z.enum(networkErrors).nullable(),
  blockedReason: z.enum(blockedReasons).nullable(),
  /** Start of the request to the last byte of the answer. */
  latencyMs: z.number(),
  /** Start of the request to the head of the answer. */
  ttfbMs: z.number().nullable(),
  /** Time that the pacer held this attempt back, not part of `latencyMs`. */
  heldBackMs: z.number(),
  /** Backoff or `Retry-After` waited before this attempt. */
  waitedMs: z.number(),
  retryAfterMs: z
    .number()
    .nullable()
    .describe("What the answer asked to wait; for a call that was never sent, after how long it may be tried again."),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  deprecation: z.string().nullable(),
  sunset: z.string().nullable(),
  /** Null where it is not known: another program told of the attempt, or it was recorded before this was looked at. */
  partnerHeaders: z.enum(partnerHeaders).nullable(),
  source: z.enum(sources),
  integration: z.string().nullable(),
  /** Keyed fingerprint of the Kisi key, never the key. */
  credential: z.string().nullable(),
  credentialLast4: z.string().nullable(),
  exchange: exchangeSchema.nullable(),
  /** Null for what did not fail. */
  failure: attemptFailureSchema.nullable(),
  /** A `RequestShape` as JSON, where it is to be kept: of failures, and of successes that differ from the one before. */
  requestShape: z.string().nullable(),
  /** Present on the final attempt of its call and nowhere else. */
  call: callTotalsSchema.nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** What one attempt tells of how its call was repeated, without its words. */
export type SentAttempt = Pick<
  Attempt,
  | "callId"
  | "attempt"
  | "startedAtMs"
  | "method"
  | "route"
  | "path"
  | "status"
  | "outcome"
  | "networkError"
  | "latencyMs"
  | "retryAfterMs"
  | "deprecation"
  | "sunset"
  | "partnerHeaders"
  | "source"
  | "integration"
  | "credential"
>;

/** An attempt as it goes into exports and reports: all but what was kept of its exchange, and what groups it. */
export type RecordedAttempt = Omit<Attempt, "exchange" | "failure" | "requestShape">;
