import { type IngestedAttempt, noExchange } from "#lib/ingest/ingested-attempt";

/** A successful attempt as NDJSON would tell it, for tests. */
export function sampleIngested(changes: Partial<IngestedAttempt> = {}): IngestedAttempt {
  const startedAtMs = changes.startedAtMs ?? Date.UTC(2026, 0, 31, 11);
  return {
    source: "ndjson",
    line: 1,
    externalKey: null,
    hint: { kind: "alone", callId: "new-1", attempt: 1, final: true },
    startedAtMs,
    toldStartedAtMs: startedAtMs,
    method: "GET",
    path: "/locks/1",
    status: 200,
    outcome: "success",
    networkError: null,
    latencyMs: 100,
    ttfbMs: null,
    retryAfterMs: null,
    errorCode: null,
    errorMessage: null,
    credential: null,
    ...noExchange,
    ...changes,
  };
}
