import type { Column } from "#lib/exports/column";
import type { RecordedAttempt } from "#lib/model/attempt";

/** The columns of a report's attempts, frozen with it. Times are UTC; texts have been redacted. */
export const attemptColumns: readonly Column<RecordedAttempt>[] = [
  { name: "callId", of: ({ callId }) => callId },
  { name: "attempt", of: ({ attempt }) => attempt },
  { name: "final", of: ({ call }) => call !== null },
  { name: "startedAt", of: ({ startedAtMs }) => new Date(startedAtMs).toISOString() },
  { name: "method", of: ({ method }) => method },
  { name: "route", of: ({ route }) => route },
  { name: "path", of: ({ path }) => path },
  { name: "status", of: ({ status }) => status },
  { name: "outcome", of: ({ outcome }) => outcome },
  { name: "networkError", of: ({ networkError }) => networkError },
  { name: "errorCode", of: ({ errorCode }) => errorCode },
  { name: "errorMessage", of: ({ errorMessage }) => errorMessage },
  { name: "latencyMs", of: ({ latencyMs }) => latencyMs },
  { name: "ttfbMs", of: ({ ttfbMs }) => ttfbMs },
  { name: "heldBackMs", of: ({ heldBackMs }) => heldBackMs },
  { name: "waitedMs", of: ({ waitedMs }) => waitedMs },
  { name: "retryAfterMs", of: ({ retryAfterMs }) => retryAfterMs },
  { name: "source", of: ({ source }) => source },
  { name: "integration", of: ({ integration }) => integration },
  { name: "credential", of: ({ credential }) => credential },
  { name: "credentialLast4", of: ({ credentialLast4 }) => credentialLast4 },
];
