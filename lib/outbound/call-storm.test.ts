import { expect, test } from "vitest";
import { createCallUpstream } from "#lib/outbound/call";
import { outboundRequest, setUpCall } from "#lib/outbound/call-fixture";
import { answer, createScriptedSend, sent, wait } from "#lib/outbound/scripted-send";

const failing = [[sent, wait(5), ...answer(503).slice(1)]];
const healthy = [[sent, wait(5), ...answer(200, "[]").slice(1)]];

/** Fifty calls a second for a minute, each by a key of its own or all by one. */
async function storm(keys: "one" | "many") {
  const { clock, deps, upstream, observed, start } = setUpCall(failing);
  const calls: Promise<unknown>[] = [];
  for (let n = 0; n < 3000; n += 1) {
    calls.push(start({ breakerKey: keys === "one" ? "credential" : `credential ${n}` }));
    await clock.advance(20);
  }
  await clock.runUntil(Promise.all(calls));
  return { clock, deps, sends: upstream.log.length, observed };
}

test("an upstream that answers nothing but 503 sees at most the calls, a tenth more, and the bucket", async () => {
  const { sends, observed } = await storm("many");
  expect(sends).toBeLessThanOrEqual(3000 * 1.1 + 20);
  expect(sends).toBe(3020);
  expect(observed).toHaveLength(sends);
});

test("with one credential its breaker opens, and sends one probe each half minute", async () => {
  const { sends, observed } = await storm("one");
  expect(sends).toBeLessThan(12);
  expect(observed.filter(({ outcome }) => outcome === "blocked")).toHaveLength(3000 - sends + countRetries(observed));
});

function countRetries(observed: readonly { readonly attempt: number }[]): number {
  return observed.filter(({ attempt }) => attempt > 1).length;
}

test("half a minute after it has healed, all is as before", async () => {
  const { clock, deps } = await storm("one");
  const healed = createScriptedSend(clock, healthy);
  const callUpstream = createCallUpstream({ ...deps, send: healed.send });
  await clock.advance(30_000);
  for (let n = 0; n < 10; n += 1) {
    const request = outboundRequest({ breakerKey: "credential" });
    expect(await clock.runUntil(callUpstream(request))).toMatchObject({ kind: "answer", status: 200 });
  }
});
