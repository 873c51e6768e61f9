import { newCallId } from "#lib/kisi/call-id";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import { createOutboundRequest } from "#lib/kisi/outbound-request";
import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import type { Observe } from "#lib/outbound/exchange";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createSimulator } from "#lib/simulator/handler";
import { createInProcessSend } from "#lib/simulator/in-process-send";
import { sampleKeys } from "#lib/simulator/sample-keys";
import type { FakeClock } from "#lib/time/fake-clock";

const origin = "https://api.kisi.io";
const minuteMs = 60_000;

/** Minutes from the start: all is well, then every fourth call is of what does not exist, until it is over. */
export const drillPlan = { mistakeFromMinute: 20, minutes: 60, callsPerMinute: 16 } as const;

const good = ["/locks", "/places", "/groups", "/user"];
const mistakes = ["/locks/999999999", "/users/999999999", "/groups/999999999"];
const everyNth = 4;

type DrillTraffic = {
  /** Makes the calls that are due by now, and tells with which status the last one ended; null without an answer. */
  readonly callUntil: (atMs: number) => Promise<void>;
  /** When an answer said for the first time that everything is refused. */
  readonly suspendedAtMs: () => number | null;
  readonly firstMistakeAtMs: () => number | null;
};

type Options = {
  readonly clock: FakeClock;
  readonly seed: number;
  readonly observe: Observe;
  readonly fingerprint: (secret: string) => Fingerprint;
};

/** An integration that makes a mistake, before a simulated Kisi that suspends at a limit which it does not tell. */
export function createDrillTraffic({ clock, seed, observe, fingerprint }: Options): DrillTraffic {
  const simulator = createSimulator({ clock, seed, scenarios: [{ effect: { kind: "suspension" } }] });
  const callUpstream = createCallUpstream({
    send: createInProcessSend({ simulator, clock }),
    clock,
    random: Math.random,
    pacer: createPacer(clock),
    breaker: createBreaker(clock),
    retryBudget: createRetryBudget(),
    observe,
    onObserveError: () => undefined,
  });
  const startMs = clock.now();
  let calls = 0;
  let suspendedAtMs: number | null = null;
  let firstMistakeAtMs: number | null = null;

  async function call(path: string): Promise<void> {
    const request = createOutboundRequest({
      callId: newCallId(),
      method: "GET",
      path,
      headers: ["Accept", "application/json", "Authorization", `KISI-LOGIN ${sampleKeys.sync}`],
      body: null,
      origin,
      credential: fingerprint(sampleKeys.sync).id,
      source: "gateway",
      integration: "fire-drill",
    });
    const result = await clock.runUntil(callUpstream(request));
    if (result.kind !== "answer") return;
    for await (const _ of result.body);
    if (result.status === 403 && good.includes(path)) suspendedAtMs ??= clock.now();
  }

  return {
    suspendedAtMs: () => suspendedAtMs,
    firstMistakeAtMs: () => firstMistakeAtMs,
    async callUntil(atMs) {
      const due = () => startMs + (calls / drillPlan.callsPerMinute) * minuteMs;
      while (due() <= atMs) {
        const isMistaken = calls % everyNth === 0 && clock.now() >= startMs + drillPlan.mistakeFromMinute * minuteMs;
        const paths = isMistaken ? mistakes : good;
        if (isMistaken) firstMistakeAtMs ??= clock.now();
        calls += 1;
        await call(paths[calls % paths.length] ?? "/user");
      }
    },
  };
}
