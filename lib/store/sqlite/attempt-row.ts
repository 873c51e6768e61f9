import type { Attempt } from "#lib/model/attempt";
import {
  blockedReasonOf,
  codeOfBlockedReason,
  codeOfNetworkError,
  codeOfPartnerHeaders,
  codeOfStopReason,
  networkErrorOf,
  outcomeCodes,
  outcomeOf,
  sourceCodes,
  sourceOf,
} from "#lib/store/sqlite/codes";
import type { FigureFacts } from "#lib/store/sqlite/figure-facts";
import type { Names } from "#lib/store/sqlite/names";

/** The columns of `attempts` but its id, in the order of `attemptRow`. */
export const attemptColumns = [
  "call_id",
  "attempt",
  "started_at_ms",
  "route_id",
  "integration_id",
  "credential_id",
  "source",
  "path",
  "outcome",
  "status",
  "network_error",
  "blocked_reason",
  "latency_ms",
  "ttfb_ms",
  "held_back_ms",
  "waited_ms",
  "retry_after_ms",
  "error_code",
  "error_message",
  "deprecation",
  "sunset",
  "partner_headers",
  "call_started_at_ms",
  "call_attempts",
  "call_latency_ms",
  "call_held_back_ms",
  "told_started_at_ms",
  "stop_reason",
] as const;

type NameIds = {
  readonly routeId: number;
  readonly integrationId: number | null;
  readonly credentialId: number | null;
};

/** The ids of an attempt's names; made if they are new. */
export function nameIdsOf(attempt: Attempt, names: Names): NameIds {
  const { method, route, integration, credential, credentialLast4 } = attempt;
  return {
    routeId: names.idOfRoute(method, route),
    integrationId: integration === null ? null : names.idOfIntegration(integration),
    credentialId: credential === null ? null : names.idOfCredential(credential, credentialLast4),
  };
}

/** An attempt's values for `attemptColumns`. */
export function attemptRow(attempt: Attempt, ids: NameIds): (string | number | null)[] {
  return [
    attempt.callId,
    attempt.attempt,
    attempt.startedAtMs,
    ids.routeId,
    ids.integrationId,
    ids.credentialId,
    sourceCodes[attempt.source],
    attempt.path,
    outcomeCodes[attempt.outcome],
    attempt.status,
    codeOfNetworkError(attempt.networkError),
    codeOfBlockedReason(attempt.blockedReason),
    attempt.latencyMs,
    attempt.ttfbMs,
    attempt.heldBackMs,
    attempt.waitedMs,
    attempt.retryAfterMs,
    attempt.errorCode,
    attempt.errorMessage,
    attempt.deprecation,
    attempt.sunset,
    codeOfPartnerHeaders(attempt.partnerHeaders),
    attempt.call?.startedAtMs ?? null,
    attempt.call?.attempts ?? null,
    attempt.call?.latencyMs ?? null,
    attempt.call?.heldBackMs ?? null,
    attempt.toldStartedAtMs,
    codeOfStopReason(attempt.call?.stopReason ?? null),
  ];
}

/** What an attempt adds to figures. */
export function figureFactsOf(attempt: Attempt, ids: NameIds): FigureFacts {
  return {
    startedAtMs: attempt.startedAtMs,
    routeId: ids.routeId,
    integrationId: ids.integrationId ?? 0,
    credentialId: ids.credentialId ?? 0,
    outcome: outcomeCodes[attempt.outcome],
    status: attempt.status,
    latencyMs: attempt.latencyMs,
    attempt: attempt.attempt,
    final: attempt.call !== null,
  };
}

/** An attempt as it is read, its names in words. */
export type StoredAttempt = {
  readonly id: number;
  readonly call_id: string;
  readonly attempt: number;
  readonly started_at_ms: number;
  readonly method: string;
  readonly route: string;
  readonly integration: string | null;
  readonly credential: string | null;
  readonly credential_last4: string | null;
  readonly source: number;
  readonly path: string;
  readonly outcome: number;
  readonly status: number | null;
  readonly network_error: number | null;
  readonly blocked_reason: number | null;
  readonly latency_ms: number;
  readonly ttfb_ms: number | null;
  readonly held_back_ms: number;
  readonly waited_ms: number;
  readonly retry_after_ms: number | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly deprecation: string | null;
  readonly sunset: string | null;
  readonly partner_headers: number | null;
  readonly call_started_at_ms: number | null;
  readonly call_attempts: number | null;
  readonly call_latency_ms: number | null;
  readonly call_held_back_ms: number | null;
  readonly problem: string | null;
  readonly told_started_at_ms: number | null;
  readonly stop_reason: number | null;
};

/** Reads `StoredAttempt` rows from `attempts a`, perhaps by a named index; conditions and order follow. */
export function selectStoredAttempts(index?: string): string {
  return `
    SELECT a.*, r.method, r.route, i.name AS integration, c.fingerprint AS credential, c.last4 AS credential_last4,
      p.public_id AS problem
    FROM attempts a ${index === undefined ? "" : `INDEXED BY ${index}`}
    LEFT JOIN routes r ON r.id = a.route_id
    LEFT JOIN integrations i ON i.id = a.integration_id
    LEFT JOIN credentials c ON c.id = a.credential_id
    LEFT JOIN problems p ON p.id = a.problem_id`;
}

/** What attempts and calls have in common, in the words of the model. */
export function sharedFieldsOf(row: StoredAttempt) {
  return {
    method: row.method,
    route: row.route,
    path: row.path,
    status: row.status,
    outcome: outcomeOf(row.outcome),
    networkError: networkErrorOf(row.network_error),
    blockedReason: blockedReasonOf(row.blocked_reason),
    errorCode: row.error_code,
    errorMessage: row.error_message,
    integration: row.integration,
    credential: row.credential,
    credentialLast4: row.credential_last4,
    source: sourceOf(row.source),
  };
}
