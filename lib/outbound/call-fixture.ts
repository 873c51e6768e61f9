import { createBreaker } from "#lib/outbound/breaker";
import { type CallDeps, createCallUpstream } from "#lib/outbound/call";
import type { CallResult, ObservedAttempt, OutboundRequest } from "#lib/outbound/exchange";
import type { ObserveError } from "#lib/outbound/journal";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createScriptedSend, type Script } from "#lib/outbound/scripted-send";
import { createFakeClock, type FakeClock } from "#lib/time/fake-clock";

/** A plain GET, but for what a test says. */
export function outboundRequest(overrides: Partial<OutboundRequest> = {}): OutboundRequest {
  return {
    callId: "call 1",
    method: "GET",
    origin: "http://upstream.test",
    path: "/locks",
    headers: [],
    body: null,
    route: "GET /locks",
    credential: "credential 1",
    doorAction: false,
    repeatSafe: false,
    retriesMax: 4,
    deadlineMs: 30_000,
    paceLimits: [],
    breakerKey: "credential 1",
    priority: "normal",
    guardOff: false,
    source: "console",
    integration: null,
    ...overrides,
  };
}

type Overrides = Partial<Omit<CallDeps, "clock">> & { readonly clock?: FakeClock };

/** A call loop on a fake clock and a scripted upstream, with jitter always half of what it may be. */
export function setUpCall(scripts: readonly Script[], given: Overrides = {}) {
  const { clock = createFakeClock(), ...overrides } = given;
  const upstream = createScriptedSend(clock, scripts);
  const observed: ObservedAttempt[] = [];
  const observeErrors: (ObserveError & { callId: string })[] = [];
  const deps: CallDeps = {
    send: upstream.send,
    clock,
    random: () => 0.5,
    observe: async (attempt) => {
      observed.push(attempt);
    },
    pacer: createPacer(clock),
    breaker: createBreaker(clock),
    retryBudget: createRetryBudget(),
    onObserveError: (callId, error) => observeErrors.push({ callId, ...error }),
    ...overrides,
  };
  const callUpstream = createCallUpstream(deps);
  /** Starts a call; the clock stands still until it is moved. */
  const start = (request: Partial<OutboundRequest> = {}, signal?: AbortSignal) =>
    callUpstream(outboundRequest(request), signal);
  /** Makes a call, moving the clock on until there is a result. */
  const call = (request: Partial<OutboundRequest> = {}, signal?: AbortSignal) => clock.runUntil(start(request, signal));
  return { clock, deps, upstream, observed, observeErrors, start, call };
}

/** One line for each attempt: `1 server_error 503 waited 0`, the last one with the call's totals. */
export function linesOf(observed: readonly ObservedAttempt[]): string[] {
  return observed.map(({ attempt, outcome, status, networkError, blockedReason, waitedMs, call }) => {
    const what = [outcome, networkError, blockedReason, status].filter((part) => part !== null).join(" ");
    const totals = call ? `, ${call.attempts} in ${call.latencyMs} ms` : "";
    return `${attempt} ${what}, waited ${waitedMs}${totals}`;
  });
}

export async function textOf(result: CallResult): Promise<string> {
  if (result.kind !== "answer") throw new Error(`No answer to read, but ${result.kind}`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of result.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
