import { z } from "zod";
import { networkErrors } from "#lib/model/attempt";
import { outcomes } from "#lib/model/outcome";

/** Open ones first: what somebody may have to do something about. */
export const problemStates = ["new", "regressed", "escalating", "ongoing", "resolved", "muted"] as const;
export type ProblemState = (typeof problemStates)[number];

export const muteKinds = ["forever", "until", "count", "escalates"] as const;

/** How a mute ends by itself; `forever` does not. */
export const muteSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("forever") }),
  z.object({ kind: z.literal("until"), atMs: z.int() }),
  /** Once the problem has had that many attempts in all. */
  z.object({ kind: z.literal("count"), attempts: z.int() }),
  z.object({ kind: z.literal("escalates") }),
]);
export type Mute = Readonly<z.infer<typeof muteSchema>>;

/** Where a problem stands in its life: what people and time change, and traffic only by coming back. */
export const standingSchema = z.object({
  state: z.enum(problemStates),
  /** Null but for a muted one. */
  mute: muteSchema.nullable(),
  /** When it was resolved last; stays when it comes back. */
  resolvedAtMs: z.int().nullable(),
  /** An attempt that starts later brings a resolved problem back; null: nothing does before the next deploy. */
  regressAfterMs: z.int().nullable(),
  /** The first attempt after it was resolved last. */
  regressedAtMs: z.int().nullable(),
  escalatingSinceMs: z.int().nullable(),
});
export type Standing = Readonly<z.infer<typeof standingSchema>>;

/** Failures of one route with one fingerprint. */
export const problemSchema = standingSchema.extend({
  id: z.string(),
  route: z.string(),
  method: z.string(),
  fingerprint: z.string(),
  outcome: z.enum(outcomes),
  status: z.int().nullable(),
  errorCode: z.string().nullable(),
  /** The fields that a 422 names. */
  fields: z.array(z.string()).readonly(),
  networkError: z.enum(networkErrors).nullable(),
  /** Holds all failures of its route and outcome, or of its outcome, that came when no more could be told apart. */
  other: z.boolean(),
  firstSeenAtMs: z.int(),
  lastSeenAtMs: z.int(),
  /** Failed attempts since it is known, whatever retention has deleted since. */
  attempts: z.int(),
  /** Calls that ended with it, also since it is known. */
  calls: z.int(),
  /** Counts the changes of its standing. */
  revision: z.int(),
});
export type Problem = Readonly<z.infer<typeof problemSchema>>;

/** A problem with what it did in a range. */
export type ProblemInRange = { readonly problem: Problem; readonly attempts: number; readonly calls: number };

/** What happened to a problem: a change of its state, a note, or both. */
export const problemEventSchema = z.object({
  atMs: z.int(),
  /** Who did it; null for time and traffic. */
  author: z.string().nullable(),
  /** What it became; null for a note alone. */
  state: z.enum(problemStates).nullable(),
  note: z.string().nullable(),
});
export type ProblemEvent = Readonly<z.infer<typeof problemEventSchema>>;

/** A release that went live. */
export const deploySchema = z.object({
  release: z.string(),
  atMs: z.int(),
  /** Null: told for all. */
  integration: z.string().nullable(),
  /** Told by the API, or first seen in the header of a call. */
  origin: z.enum(["api", "header"]),
});
export type Deploy = Readonly<z.infer<typeof deploySchema>>;

/** What a problem did in a range, over time and split by who met it. */
export type ProblemFigures = {
  readonly id: string;
  readonly attempts: number;
  readonly calls: number;
  /** One for each bucket, also for empty ones. */
  readonly points: readonly { readonly t: number; readonly attempts: number }[];
  /** Most attempts first; the key is null for traffic of no integration, or without a key. */
  readonly integrations: readonly { readonly key: string | null; readonly attempts: number }[];
  readonly credentials: readonly {
    readonly key: string | null;
    readonly last4: string | null;
    readonly attempts: number;
  }[];
};

/** One attempt that shows what a problem is like. */
export type ProblemExample = {
  readonly callId: string;
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly latencyMs: number;
};
