import type { BlockedReason, NetworkError, Source, StopReason } from "#lib/model/attempt";
import type { GuardHold } from "#lib/model/guard";
import type { Outcome } from "#lib/model/outcome";
import type { Priority } from "#lib/model/priorities";

/** Header names and values in turn, as they stand on the wire: `[name, value, name, value, …]`. */
export type RawHeaders = readonly string[];

/** At most `count` sends in any `windowMs`; attempts with the same `key` share the limit. */
export type PaceLimit = { readonly key: string; readonly count: number; readonly windowMs: number };

/** What to send, with every fact that the loop's decisions need. The loop knows nothing of Kisi. */
export type OutboundRequest = {
  readonly callId: string;
  readonly method: string;
  /** `https://api.kisi.io`, nothing behind it. */
  readonly origin: string;
  /** Path and query exactly as they are to stand on the request line. */
  readonly path: string;
  readonly headers: RawHeaders;
  readonly body: Uint8Array | null;
  readonly route: string;
  /** Fingerprint of the credential; null for a call without one. */
  readonly credential: string | null;
  /** Moves a door: never repeated, never refused by the breaker, and by the guard only if that is asked for. */
  readonly doorAction: boolean;
  /** The caller says that a repeated POST or PATCH does no harm. */
  readonly repeatSafe: boolean;
  /** 0..10 */
  readonly retriesMax: number;
  /** For pacing, attempts and waits together. */
  readonly deadlineMs: number;
  readonly paceLimits: readonly PaceLimit[];
  /** Calls with the same key share a circuit breaker: the credential. */
  readonly breakerKey: string;
  /** Who goes first when the budget is critical. */
  readonly priority: Priority;
  /** The caller wants this call sent, whatever the guard holds. */
  readonly guardOff: boolean;
  /** Who asked: carried along for the recorder. */
  readonly source: Source;
  readonly integration: string | null;
};

/** One finished attempt with nothing left out and nothing hidden: only the recorder may see it. */
export type ObservedAttempt = {
  readonly request: OutboundRequest;
  /** 1..n; 0 for a call that was never sent. */
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly networkError: NetworkError | null;
  readonly blockedReason: BlockedReason | null;
  /** Why the guard blocked it; null if it did not. */
  readonly hold: GuardHold | null;
  readonly responseHeaders: RawHeaders;
  /** The first bytes of a failed answer's body as sent (perhaps compressed); empty for a success. */
  readonly responseBody: Uint8Array;
  /** All bytes of the body, captured or not. */
  readonly responseBodyBytes: number;
  readonly latencyMs: number;
  readonly ttfbMs: number | null;
  readonly heldBackMs: number;
  readonly waitedMs: number;
  /** What the answer asked to wait; for a call that was never sent, after how long its caller may try again. */
  readonly retryAfterMs: number | null;
  /** Totals if this is the call's last attempt, else null. */
  readonly call: {
    readonly startedAtMs: number;
    readonly attempts: number;
    readonly latencyMs: number;
    readonly heldBackMs: number;
    /** Why it was not sent once more; null for a call that was never sent. */
    readonly stopReason: StopReason | null;
  } | null;
};

/** Keeps an attempt; resolves once it is durable. A rejection never fails the call. */
export type Observe = (attempt: ObservedAttempt) => Promise<void>;

/** What the caller gets back. */
export type CallResult =
  | {
      readonly kind: "answer";
      readonly attempts: number;
      readonly heldBackMs: number;
      readonly status: number;
      /** The reason phrase, each byte a latin-1 character as in the headers; often empty. */
      readonly statusText: string;
      readonly headers: RawHeaders;
      /** Chunks as they come; the last is held until the attempt is durable, at most one second. */
      readonly body: AsyncIterable<Uint8Array>;
    }
  | {
      readonly kind: "no_answer";
      readonly attempts: number;
      readonly networkError: NetworkError;
      /** True if the deadline or a time limit ended it. */
      readonly timedOut: boolean;
      /** True if the request may have been processed all the same. */
      readonly outcomeUnknown: boolean;
    }
  | Blocked;

/** The call was not sent. */
export type Blocked =
  | { readonly kind: "blocked"; readonly reason: "pacer" | "breaker"; readonly retryAfterMs: number }
  | { readonly kind: "blocked"; readonly reason: "guard"; readonly retryAfterMs: number; readonly hold: GuardHold };

/** One call through the loop: paces, sends, retries, records. Rejects only if `signal` aborts, with its reason. */
export type CallUpstream = (request: OutboundRequest, signal?: AbortSignal) => Promise<CallResult>;
