import { publishedLimitsOf } from "#lib/kisi/published-limits";
import { matchRoute, type RouteMatch } from "#lib/kisi/route-matcher";
import type { Source } from "#lib/model/attempt";
import type { Priority } from "#lib/model/priorities";
import type { OutboundRequest, PaceLimit, RawHeaders } from "#lib/outbound/exchange";
import { retriesMaxDefault } from "#lib/outbound/retry";

export const retriesMaxAllowed = 10;
export const deadlineMsDefault = 30_000;
export const deadlineMsAllowed = 120_000;

export type OutboundRequestInput = {
  readonly callId: string;
  readonly method: string;
  /** Path and query as they are to stand on the request line. */
  readonly path: string;
  readonly headers: RawHeaders;
  readonly body: Uint8Array | null;
  readonly origin: string;
  /** Fingerprint of the Kisi key; null for a call without one. */
  readonly credential: string | null;
  /** The Kisi user that the key belongs to, if known: Kisi's limits are shared by all keys of a user. */
  readonly kisiUser?: string | null;
  readonly source: Source;
  readonly integration: string | null;
  /** Default 4, brought into 0..10. */
  readonly retriesMax?: number;
  /** Default 30,000, brought into 1..120,000. */
  readonly deadlineMs?: number;
  /** Default false. */
  readonly repeatSafe?: boolean;
  /** Default true: keep under Kisi's published limits. */
  readonly paced?: boolean;
  /** Default "normal". */
  readonly priority?: Priority;
  /** Default false: true sends it whatever the guard holds. */
  readonly guardOff?: boolean;
};

/** Adds to a request what the call loop must know of Kisi: its route, whether it moves a door, and Kisi's limits. */
export function createOutboundRequest(input: OutboundRequestInput): OutboundRequest {
  const { callId, method, path, headers, body, origin, source, integration } = input;
  const match = matchRoute(method, path);
  const caller = input.credential === null ? "anonymous" : `credential:${input.credential}`;
  const payer = input.kisiUser ? `user:${input.kisiUser}` : caller;
  return {
    callId,
    method,
    origin,
    path,
    headers,
    body,
    route: match.route,
    credential: input.credential,
    doorAction: match.doorAction,
    repeatSafe: input.repeatSafe ?? false,
    retriesMax: clamp(input.retriesMax ?? retriesMaxDefault, 0, retriesMaxAllowed),
    deadlineMs: clamp(input.deadlineMs ?? deadlineMsDefault, 1, deadlineMsAllowed),
    paceLimits: (input.paced ?? true) ? paceLimitsOf(match, payer) : [],
    breakerKey: caller,
    priority: input.priority ?? "normal",
    guardOff: input.guardOff ?? false,
    source,
    integration,
  };
}

function paceLimitsOf({ operation }: RouteMatch, payer: string): PaceLimit[] {
  return publishedLimitsOf(operation).map(({ name, ...limit }) => ({
    key: name === "" ? payer : `${payer}:${name}`,
    ...limit,
  }));
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(Math.round(value), min), max);
}
