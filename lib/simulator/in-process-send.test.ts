import { expect, test } from "vitest";
import { createOutboundRequest } from "#lib/kisi/outbound-request";
import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import type { CallResult, ObservedAttempt } from "#lib/outbound/exchange";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createSimulator } from "#lib/simulator/handler";
import { createInProcessSend } from "#lib/simulator/in-process-send";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { type NetworkFault, networkFaults, type ScenarioInput } from "#lib/simulator/scenarios";
import { type Intention, scriptedDay } from "#lib/simulator/traffic";
import { dayScenarios } from "#lib/simulator/traffic/day-scenarios";
import { createFakeClock } from "#lib/time/fake-clock";

/** The real call loop in front of the simulator, without a socket and without waiting. */
function createVirtualKisi(startMs: number, scenarios: readonly ScenarioInput[]) {
  const clock = createFakeClock(startMs);
  const simulator = createSimulator({ clock, scenarios });
  const observed: ObservedAttempt[] = [];
  const callUpstream = createCallUpstream({
    send: createInProcessSend({ simulator, clock }),
    clock,
    random: () => 0.5,
    pacer: createPacer(clock),
    breaker: createBreaker(clock),
    retryBudget: createRetryBudget(),
    observe: async (attempt) => void observed.push(attempt),
    onObserveError: () => undefined,
  });
  const call = ({ method, path, key, body, integration, retriesMax, repeatSafe }: Omit<Intention, "atMs">) => {
    const request = createOutboundRequest({
      callId: `call ${observed.length}`,
      method,
      path,
      headers: ["Authorization", `KISI-LOGIN ${key}`],
      body: body === null ? null : Buffer.from(body),
      origin: "http://kisi.test",
      credential: key,
      source: "gateway",
      integration,
      retriesMax,
      repeatSafe,
    });
    return clock.runUntil(callUpstream(request).then(readAll));
  };
  return { clock, simulator, observed, call };
}

async function readAll(result: CallResult): Promise<string | null> {
  if (result.kind !== "answer") return null;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of result.body) chunks.push(chunk);
  } catch {
    return "cut off";
  }
  return Buffer.concat(chunks).toString();
}

const get = { key: sampleKeys.owner, integration: "test", method: "GET", path: "/user", body: null, repeatSafe: false };

const expected: Readonly<
  Record<NetworkFault, readonly [outcome: string, error: string | null, status: number | null]>
> = {
  reset_before_head: ["network_error", "reset", null],
  reset_mid_body: ["network_error", "reset", 200],
  hang_before_head: ["network_error", "head_timeout", null],
  hang_after_head: ["network_error", "body_timeout", 200],
  slow_drip: ["success", null, 200],
  truncated: ["network_error", "truncated", 200],
};

test.each(networkFaults)("%s is what the call loop makes of it", async (fault) => {
  const { observed, call } = createVirtualKisi(0, [{ effect: { kind: "network", fault } }]);
  await call({ ...get, method: "POST", path: "/locks/50001/unlock", retriesMax: 0 });
  expect(observed.map(({ outcome, networkError, status }) => [outcome, networkError, status])).toEqual([
    expected[fault],
  ]);
});

test.each([
  ["hang_before_head", "head_timeout"],
  ["hang_after_head", "head_timeout"],
  ["reset_mid_body", "reset"],
  ["truncated", "reset"],
] as const)("%s of an answer without a body ends in %s", async (fault, networkError) => {
  const { observed, call } = createVirtualKisi(0, [{ effect: { kind: "network", fault } }]);
  await call({ ...get, method: "POST", path: "/locks/50001/favorite", retriesMax: 0 });
  expect(observed).toMatchObject([{ networkError, status: null }]);
});

test("delays pass on the clock alone, most of them before the head", async () => {
  const { observed, call } = createVirtualKisi(0, [{ effect: { kind: "latency", medianMs: 2_000 } }]);
  expect(JSON.parse((await call({ ...get, retriesMax: 0 })) ?? "")).toMatchObject({ resource_type: "User" });
  expect(observed).toMatchObject([{ outcome: "success", latencyMs: 2_000, ttfbMs: 1_800 }]);
});

test("an abort ends the waiting, and nothing comes after it", async () => {
  const clock = createFakeClock(0);
  const simulator = createSimulator({ clock, scenarios: [{ effect: { kind: "latency", medianMs: 500 } }] });
  const seen: string[] = [];
  const note = (event: string) => () => void seen.push(event);
  const sending = createInProcessSend({ simulator, clock })(
    { method: "GET", path: "/user", headers: [], body: null },
    {
      onSent: note("sent"),
      onHead: note("head"),
      onChunk: () => true,
      onEnd: note("end"),
      onFailure: note("failure"),
    },
  );
  await clock.advance(100);
  sending.abort();
  await clock.advance(60_000);
  expect(seen).toEqual(["sent"]);
  expect(clock.pendingMs()).toEqual([]);
});

test("a chunk that is too much for now waits for the resumption before its end", async () => {
  const clock = createFakeClock(0);
  const seen: string[] = [];
  const sending = createInProcessSend({ simulator: createSimulator({ clock }), clock })(
    { method: "GET", path: "/user", headers: [], body: null },
    {
      onSent: () => undefined,
      onHead: () => undefined,
      onChunk: () => {
        seen.push("chunk");
        return false;
      },
      onEnd: () => void seen.push("end"),
      onFailure: () => undefined,
    },
  );
  await clock.advance(1_000);
  expect(seen).toEqual(["chunk"]);
  sending.resume();
  await clock.advance(0);
  expect(seen).toEqual(["chunk", "end"]);
});

test("a day through the real call loop: everything goes wrong once, most goes right", {
  timeout: 120_000,
}, async () => {
  const endAtMs = Date.UTC(2026, 4, 12, 15);
  const { clock, simulator, observed, call } = createVirtualKisi(endAtMs - 86_400_000, dayScenarios({ endAtMs }));
  let calls = 0;
  for (const intention of scriptedDay({ seed: 1, simulator, endAtMs })) {
    await clock.advance(Math.max(0, intention.atMs - clock.now()));
    await call(intention);
    calls++;
  }
  const count = (fits: (attempt: ObservedAttempt) => boolean) => observed.filter(fits).length;
  const bad = count(({ outcome }) => outcome === "client_error" || outcome === "rate_limited");
  expect(calls).toBeGreaterThan(8_000);
  expect(calls).toBeLessThan(15_000);
  expect(bad / observed.length).toBeGreaterThan(0.02);
  expect(bad / observed.length).toBeLessThan(0.06);
  for (const status of [401, 403, 404, 409, 422, 429, 500, 502, 503]) {
    expect(
      count((attempt) => attempt.status === status),
      `${status}`,
    ).toBeGreaterThan(2);
  }
  expect(count(({ networkError }) => networkError === "reset")).toBeGreaterThan(5);
  expect(count(({ attempt }) => attempt > 1)).toBeGreaterThan(30);
  // What asks for event sets meets those that were made.
  expect(count(({ status, request }) => status === 404 && request.path.startsWith("/event_sets"))).toBe(0);
});
