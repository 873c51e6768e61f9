import type { Attempt, AttemptFailure } from "#lib/model/attempt";
import { isFailure } from "#lib/model/outcome";

let made = 0;

/** A plain, successful call of one attempt, for tests; `changes` on top. Each has a call id of its own. */
export function sampleAttempt(changes: Partial<Attempt> = {}): Attempt {
  made += 1;
  const startedAtMs = changes.startedAtMs ?? Date.UTC(2026, 0, 31, 12);
  const latencyMs = changes.latencyMs ?? 42.5;
  const attempt: Attempt = {
    callId: `call-${String(made).padStart(6, "0")}`,
    attempt: 1,
    startedAtMs,
    toldStartedAtMs: null,
    method: "GET",
    route: "GET /locks/{id}",
    path: "/locks/7",
    status: 200,
    outcome: "success",
    networkError: null,
    blockedReason: null,
    latencyMs,
    ttfbMs: latencyMs / 2,
    heldBackMs: 0,
    waitedMs: 0,
    retryAfterMs: null,
    errorCode: null,
    errorMessage: null,
    deprecation: null,
    sunset: null,
    partnerHeaders: null,
    source: "gateway",
    integration: null,
    credential: null,
    credentialLast4: null,
    exchange: null,
    failure: null,
    requestShape: null,
    call: { startedAtMs, attempts: 1, latencyMs, heldBackMs: 0, stopReason: null },
    ...changes,
  };
  return { ...attempt, failure: changes.failure ?? sampleFailure(attempt) };
}

/** Failures of one ending are one problem. */
function sampleFailure({ outcome, status, errorCode, networkError }: Attempt): AttemptFailure | null {
  if (!isFailure(outcome)) return null;
  const parts = outcome === "network_error" ? [networkError] : [status, errorCode];
  return { fingerprint: [outcome, ...parts].join(" "), fields: [] };
}
