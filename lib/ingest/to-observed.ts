import type { IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { createOutboundRequest } from "#lib/kisi/outbound-request";
import type { ObservedAttempt } from "#lib/outbound/exchange";

/**
 * An ingested attempt as if Ajar had sent it and seen it end, so that the recorder redacts and stores both alike. Its
 * place in its call is not known yet: call id and number are those of the hint.
 */
export function toObserved(
  ingested: IngestedAttempt,
  { origin, integration }: { readonly origin: string; readonly integration: string | null },
): ObservedAttempt {
  const { hint, method, path, requestHeaders, requestBody, source } = ingested;
  return {
    request: createOutboundRequest({
      callId: hint.kind === "sibling" ? hint.family : hint.callId,
      method,
      path,
      headers: requestHeaders,
      body: requestBody,
      origin,
      credential: null,
      source,
      integration,
      retriesMax: 0,
      paced: false,
    }),
    attempt: hint.attempt ?? 1,
    startedAtMs: ingested.startedAtMs,
    outcome: ingested.outcome,
    status: ingested.status,
    networkError: ingested.networkError,
    blockedReason: null,
    hold: null,
    responseHeaders: ingested.responseHeaders,
    responseBody: ingested.responseBody,
    responseBodyBytes: ingested.responseBodyBytes,
    latencyMs: ingested.latencyMs,
    ttfbMs: ingested.ttfbMs,
    heldBackMs: 0,
    waitedMs: 0,
    retryAfterMs: ingested.retryAfterMs,
    call: null,
  };
}
