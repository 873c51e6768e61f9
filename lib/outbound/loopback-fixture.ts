import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import { outboundRequest } from "#lib/outbound/call-fixture";
import type { ObservedAttempt, OutboundRequest } from "#lib/outbound/exchange";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import type { Send } from "#lib/outbound/send";
import { createFakeClock, type FakeClock } from "#lib/time/fake-clock";

/** A call loop of its own over real sockets, but on a fake clock: waits take no time and are exactly as long as said. */
export function setUpLoopbackCall(send: Send) {
  const clock = createFakeClock();
  const observed: ObservedAttempt[] = [];
  const callUpstream = createCallUpstream({
    send,
    clock,
    random: () => 0.5,
    observe: async (attempt) => {
      observed.push(attempt);
    },
    pacer: createPacer(clock),
    breaker: createBreaker(clock),
    retryBudget: createRetryBudget(),
    onObserveError: (_, error) => {
      throw new Error(`Not recorded: ${error.kind}`);
    },
  });
  const start = (request: Partial<OutboundRequest>, signal?: AbortSignal) =>
    callUpstream(outboundRequest(request), signal);
  return { clock, observed, start };
}

/** Lets sockets do their work, and ends every wait of the loop as soon as there is one. */
export async function driveUntil<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  while (!settled) {
    // The longest sleep is the deadline's; any other is a wait between two attempts.
    const [nextMs, ...others] = clock.pendingMs();
    if (nextMs !== undefined && others.length > 0) await clock.advance(nextMs);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  return promise;
}
