import { operations } from "#lib/kisi/catalogue";
import type { Attempt } from "#lib/model/attempt";
import type { ToldFacts } from "#lib/model/ingest";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import { fingerprintOf } from "#lib/problems/fingerprint";
import { marker } from "#lib/recorder/redaction";

const knownRoutes = new Set(operations.map(({ method, path }) => `${method} ${path}`));
const methodShape = /^[A-Z][A-Z-]{0,19}$/;
const routeShape = /^[A-Z-]{1,20} \/[\w.{}/-]{0,300}$/;

/** The facts of an attempt that hold nothing of what was sent or received: when, how long, with what ending. */
export function bareAttempt(observed: ObservedAttempt, told?: ToldFacts): Attempt {
  const { request } = observed;
  const method = request.method.toUpperCase();
  const shownMethod = methodShape.test(method) ? method : "OTHER";
  return {
    callId: request.callId,
    attempt: observed.attempt,
    startedAtMs: observed.startedAtMs,
    toldStartedAtMs: told && told.toldStartedAtMs !== told.startedAtMs ? told.toldStartedAtMs : null,
    method: shownMethod,
    route: isKnownRoute(request.route) ? request.route : `${shownMethod} /{unknown}`,
    path: marker,
    status: observed.status,
    outcome: observed.outcome,
    networkError: observed.networkError,
    blockedReason: observed.blockedReason,
    latencyMs: observed.latencyMs,
    ttfbMs: observed.ttfbMs,
    heldBackMs: observed.heldBackMs,
    waitedMs: observed.waitedMs,
    retryAfterMs: observed.retryAfterMs,
    errorCode: null,
    errorMessage: null,
    deprecation: null,
    sunset: null,
    partnerHeaders: null,
    source: request.source,
    integration: request.integration,
    credential: null,
    credentialLast4: null,
    exchange: null,
    failure: fingerprintOf({ ...observed, errorCode: null, wrongFields: [] }),
    requestShape: null,
    call: observed.call,
  };
}

/** True for the routes of Kisi's catalogue, whose words cannot be anyone's secret. */
export function isKnownRoute(route: string): boolean {
  return knownRoutes.has(route);
}

/** The route as the matcher folded it, with the secrets that a path unknown to Kisi may still spell out. */
export function redactRoute(observed: ObservedAttempt, scrub: (text: string) => string): string {
  const { route } = observed.request;
  if (isKnownRoute(route)) return route;
  return routeShape.test(route) ? scrub(route) : bareAttempt(observed).route;
}
