import type { SentAttempt } from "#lib/model/attempt";
import { outcomeOfStatus } from "#lib/model/outcome";

/** An attempt answered with a status, as it is read for a replay; for tests. */
export function sentAttempt(status: number, changes: Partial<SentAttempt> = {}): SentAttempt {
  return {
    callId: "call",
    attempt: 1,
    startedAtMs: 1_000_000,
    method: "GET",
    route: "GET /locks/{id}",
    path: "/locks/7",
    status,
    outcome: outcomeOfStatus(status),
    networkError: null,
    latencyMs: 100,
    retryAfterMs: null,
    deprecation: null,
    sunset: null,
    partnerHeaders: null,
    source: "gateway",
    integration: null,
    credential: "fp",
    ...changes,
  };
}
