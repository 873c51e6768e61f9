import { type DemoNames, demoRequest, readToEnd } from "#lib/demo/demo-call";
import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import type { Observe, ObservedAttempt } from "#lib/outbound/exchange";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createSimulator } from "#lib/simulator/handler";
import { createInProcessSend } from "#lib/simulator/in-process-send";
import { scriptedDay } from "#lib/simulator/traffic";
import { dayScenarios } from "#lib/simulator/traffic/day-scenarios";
import { createFakeClock } from "#lib/time/fake-clock";

type ReplayDeps = {
  readonly origin: string;
  readonly names: DemoNames;
  /** Redacts and stores, as for any other attempt. */
  readonly observe: Observe;
  readonly signal: AbortSignal;
};

type DayOptions = { readonly seed: number; readonly endAtMs: number; readonly utcOffsetMinutes: number };

const dayMs = 86_400_000;
const batchSize = 200;

/**
 * Lives through the 24 hours before `endAtMs` in virtual time: the real call loop in front of the simulator, without
 * sockets. Returns how many attempts were recorded; stops early if the signal aborts.
 */
export async function replayDay({ origin, names, observe, signal }: ReplayDeps, day: DayOptions): Promise<number> {
  const clock = createFakeClock(day.endAtMs - dayMs);
  const simulator = createSimulator({ clock, seed: day.seed, scenarios: dayScenarios(day) });
  let observed: ObservedAttempt[] = [];
  let recorded = 0;
  const callUpstream = createCallUpstream({
    send: createInProcessSend({ simulator, clock }),
    clock,
    random: Math.random,
    pacer: createPacer(clock),
    breaker: createBreaker(clock),
    retryBudget: createRetryBudget(),
    // Kept aside: the store works in real time, and no virtual second may pass while it commits.
    observe: async (attempt) => void observed.push(attempt),
    onObserveError: () => undefined,
  });
  const flush = async () => {
    const batch = observed;
    observed = [];
    await Promise.all(batch.map(observe));
    recorded += batch.length;
  };
  for (const intention of scriptedDay({ ...day, simulator })) {
    if (signal.aborted) break;
    if (intention.atMs > clock.now()) await clock.advance(intention.atMs - clock.now());
    await clock.runUntil(callUpstream(demoRequest(intention, origin, names)).then(readToEnd));
    if (observed.length >= batchSize) await flush();
  }
  await flush();
  return recorded;
}
