import type { Rejection } from "#lib/ingest/refusal";
import type { NetworkError, Source } from "#lib/model/attempt";
import type { Outcome } from "#lib/model/outcome";
import type { RawHeaders } from "#lib/outbound/exchange";

/** How the sender says which attempts belong together. */
export type CallHint =
  /** A call of its own, whose id nobody else has. */
  | { readonly kind: "alone"; readonly callId: string; readonly attempt: number; readonly final: boolean }
  /** The sender named the call; what it left open is null. */
  | {
      readonly kind: "named";
      readonly callId: string;
      readonly attempt: number | null;
      readonly final: boolean | null;
    }
  /**
   * The same request as others below one span of a trace, of which some are retries of others. Ids of the family's
   * calls begin with `family`; `member` tells its attempts apart; `attempt` is null unless it is known to be a retry.
   */
  | { readonly kind: "sibling"; readonly family: string; readonly member: string; readonly attempt: number | null };

/**
 * One attempt as foreign telemetry tells it, in the same form whatever the format was. Nothing in it is redacted: only
 * the recorder may see it.
 */
export type IngestedAttempt = {
  readonly source: Extract<Source, "otlp" | "har" | "ndjson">;
  /** Where it stood in what was sent, from 1. */
  readonly line: number;
  /** Names this attempt for good, so that it is stored once however often it is sent; null if the sender gave no id. */
  readonly externalKey: string | null;
  readonly hint: CallHint;
  /** Where it is counted: as told, or its arrival if the sender's clock is too far ahead. */
  readonly startedAtMs: number;
  /** What the sender's clock said. Another value than `startedAtMs` is the flag for a wrong clock. */
  readonly toldStartedAtMs: number;
  readonly method: string;
  /** Path and query as they stood on the request line. */
  readonly path: string;
  readonly status: number | null;
  readonly outcome: Outcome;
  readonly networkError: NetworkError | null;
  readonly latencyMs: number;
  readonly ttfbMs: number | null;
  readonly retryAfterMs: number | null;
  /** As the sender says, without a body to read it from. */
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** A Kisi key in clear, or the fingerprint by which Ajar knows one: which of them, only the recorder can tell. */
  readonly credential: string | null;
  readonly requestHeaders: RawHeaders;
  readonly requestBody: Uint8Array | null;
  readonly responseHeaders: RawHeaders;
  /** The first bytes of a failed answer's body, decoded. */
  readonly responseBody: Uint8Array;
  readonly responseBodyBytes: number;
};

/** What a format without headers and bodies leaves empty. */
export const noExchange = {
  requestHeaders: [],
  requestBody: null,
  responseHeaders: [],
  responseBody: new Uint8Array(),
  responseBodyBytes: 0,
} as const;

/** What was understood of one request: the attempts in it, and what became of the rest. */
export type Ingested = {
  readonly attempts: readonly IngestedAttempt[];
  readonly rejected: readonly Rejection[];
  /** Records that are sound, but not about the upstream. */
  readonly ignored: number;
};
