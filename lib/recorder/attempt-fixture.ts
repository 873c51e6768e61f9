import { matchRoute } from "#lib/kisi/route-matcher";
import type { ObservedAttempt, OutboundRequest, RawHeaders } from "#lib/outbound/exchange";

export type ObservedInput = {
  readonly method?: string;
  readonly path?: string;
  readonly requestHeaders?: RawHeaders;
  /** Anything but bytes and text is sent as JSON. */
  readonly requestBody?: unknown;
  readonly responseBody?: unknown;
} & Partial<Omit<ObservedAttempt, "request" | "responseBody">>;

/** A failed attempt (422) as the call loop would hand it over; for tests. */
export function observedAttempt(input: ObservedInput = {}): ObservedAttempt {
  const { method = "GET", path = "/locks/12", requestHeaders = [], requestBody, responseBody, ...rest } = input;
  const request: OutboundRequest = {
    callId: "0190f3c8-0000-7000-8000-000000000000",
    method,
    origin: "https://api.kisi.io",
    path,
    headers: requestHeaders,
    body: requestBody === undefined ? null : toBytes(requestBody),
    route: matchRoute(method, path).route,
    credential: null,
    doorAction: false,
    repeatSafe: false,
    retriesMax: 4,
    deadlineMs: 30_000,
    paceLimits: [],
    breakerKey: "anonymous",
    priority: "normal",
    guardOff: false,
    source: "gateway",
    integration: "sync",
  };
  const body = toBytes(responseBody ?? "");
  return {
    request,
    attempt: 1,
    startedAtMs: 1_767_225_600_000,
    outcome: "client_error",
    status: 422,
    networkError: null,
    blockedReason: null,
    hold: null,
    responseHeaders: ["Content-Type", "application/json"],
    responseBody: body,
    responseBodyBytes: body.length,
    latencyMs: 12.5,
    ttfbMs: 10.25,
    heldBackMs: 3,
    waitedMs: 0,
    retryAfterMs: null,
    call: { startedAtMs: 1_767_225_600_000, attempts: 1, latencyMs: 15.5, heldBackMs: 3, stopReason: null },
    ...rest,
  };
}

function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}
