import type { GuardHold, GuardRule } from "#lib/model/guard";
import type { OutboundRequest } from "#lib/outbound/exchange";
import type { Failure, HoldState } from "#lib/outbound/hold-book";

/** What a book of holds says under one name. */
export type Judged = { readonly rule: GuardRule; readonly name: string; readonly state: HoldState };

/** Somebody may be waiting for the thing to appear: then they see it within a minute, for one bad attempt a minute. */
const pollExpiryMsMax = 60_000;
/**
 * 4xx that the same call may well not get the next time: a timeout, a state that was in the way, a lock, too early, too
 * many. They neither count towards a hold nor end one.
 */
const passingStatuses = new Set([408, 409, 423, 425, 429]);

/** True for an answer that the same call will get again until something is mended. */
export function isDoomed(status: number): boolean {
  return status >= 400 && status < 500 && !passingStatuses.has(status);
}

/** Calls that may share a hold have the same; it is cheap to tell. */
export function familyOf({ breakerKey, method }: OutboundRequest): string {
  return `${breakerKey} ${method.slice(0, 20)}`;
}

/** What is written down of a failure. */
export function failureOf(request: OutboundRequest, status: number): Failure {
  const { credential, integration, callId, method } = request;
  const isPoll = status === 404 && (method === "GET" || method === "HEAD");
  const expiryMsMax = isPoll ? pollExpiryMsMax : null;
  return { status, family: familyOf(request), credential, integration, lastCallId: callId, expiryMsMax };
}

/** The hold that lasts longest: it is the one to wait for. Null if nothing is held. */
export function holdAmong(judged: readonly Judged[]): GuardHold | null {
  const held = judged.filter(({ state }) => state.kind === "held").map(holdOf);
  return held.toSorted((a, b) => (b?.untilMs ?? 0) - (a?.untilMs ?? 0))[0] ?? null;
}

/** A hold as it is told, whether it still lasts or has just expired; null if there is none. */
export function holdOf({ rule, name, state }: Judged): GuardHold | null {
  if (state.kind === "free") return null;
  const { family: _, expiryMsMax: __, ...entry } = state.entry;
  return { id: `${rule}-${name}`, rule, untilMs: state.untilMs, ...entry };
}
