import type { Column } from "#lib/exports/column";
import { zonedIso } from "#lib/exports/zoned-iso";
import type { Call } from "#lib/model/call";

/** What hides secrets in a text; told again at every way out. */
export type RedactText = (text: string) => string;

/** The columns of exported calls: the fields of the API's `Call`. */
export function callColumns(timeZone: string, redact: RedactText): readonly Column<Call>[] {
  const redacted = (text: string | null) => (text === null ? null : redact(text));
  return [
    { name: "callId", of: ({ callId }) => callId },
    { name: "startedAt", of: ({ startedAtMs }) => zonedIso(startedAtMs, timeZone) },
    { name: "method", of: ({ method }) => method },
    { name: "route", of: ({ route }) => route },
    { name: "path", of: ({ path }) => redact(path) },
    { name: "status", of: ({ status }) => status },
    { name: "outcome", of: ({ outcome }) => outcome },
    { name: "networkError", of: ({ networkError }) => networkError },
    { name: "blockedReason", of: ({ blockedReason }) => blockedReason },
    { name: "errorCode", of: ({ errorCode }) => redacted(errorCode) },
    { name: "errorMessage", of: ({ errorMessage }) => redacted(errorMessage) },
    { name: "retries", of: ({ retries }) => retries },
    { name: "attempts", of: ({ attempts }) => attempts },
    { name: "latencyMs", of: ({ latencyMs }) => latencyMs },
    { name: "heldBackMs", of: ({ heldBackMs }) => heldBackMs },
    { name: "integration", of: ({ integration }) => integration },
    { name: "credential", of: ({ credential }) => credential },
    { name: "credentialLast4", of: ({ credentialLast4 }) => credentialLast4 },
    { name: "source", of: ({ source }) => source },
    { name: "problemId", of: ({ problemId }) => problemId },
    { name: "stopReason", of: ({ stopReason }) => stopReason },
  ];
}

/** Beside them in a list of calls by any attempt: the newest that the filters mean. */
export function metColumns(timeZone: string, redact: RedactText): readonly Column<Call>[] {
  return [
    { name: "metAttempt", of: ({ met }) => met?.attempt ?? null },
    { name: "metAt", of: ({ met }) => (met ? zonedIso(met.startedAtMs, timeZone) : null) },
    { name: "metStatus", of: ({ met }) => met?.status ?? null },
    { name: "metOutcome", of: ({ met }) => met?.outcome ?? null },
    { name: "metNetworkError", of: ({ met }) => met?.networkError ?? null },
    { name: "metErrorCode", of: ({ met }) => (met?.errorCode ? redact(met.errorCode) : null) },
  ];
}
