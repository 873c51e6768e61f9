import type { Problem } from "#lib/model/problem";

/** A problem for tests; `changes` on top. */
export function sampleProblem(changes: Partial<Problem> = {}): Problem {
  const firstSeenAtMs = changes.firstSeenAtMs ?? Date.UTC(2026, 0, 30);
  return {
    id: "6b8e7ecc22dde96c",
    method: "POST",
    route: "POST /members",
    fingerprint: '[1,422,null,"email"]',
    outcome: "client_error",
    status: 422,
    errorCode: null,
    fields: ["email"],
    networkError: null,
    other: false,
    firstSeenAtMs,
    lastSeenAtMs: changes.lastSeenAtMs ?? firstSeenAtMs,
    attempts: 5,
    calls: 5,
    revision: 0,
    state: "ongoing",
    mute: null,
    resolvedAtMs: null,
    regressAfterMs: null,
    regressedAtMs: null,
    escalatingSinceMs: null,
    ...changes,
  };
}
