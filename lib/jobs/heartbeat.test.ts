import { expect, test } from "vitest";
import { startLoopbackReceiver } from "#lib/alerts/channels/loopback-receiver";
import { keepHeartbeat } from "#lib/jobs/heartbeat";
import { createFakeClock } from "#lib/time/fake-clock";

function setUp(heartbeatUrl: string | null) {
  const clock = createFakeClock();
  const state: { lookedAtMs: number | null } = { lookedAtMs: clock.now() };
  const warnings: string[] = [];
  const app = {
    alerts: { lookedAtMs: () => state.lookedAtMs },
    clock,
    env: { heartbeatUrl },
    log: { warn: (_facts: object, words: string) => void warnings.push(words) },
  };
  const stop = new AbortController();
  const running = keepHeartbeat(app, stop.signal);
  const end = async () => {
    stop.abort();
    await running;
  };
  return { clock, state, warnings, end };
}

test("it is pinged each minute while the rules are looked at, and no longer when they are not", async () => {
  await using receiver = await startLoopbackReceiver();
  const { clock, state, warnings, end } = setUp(`${receiver.origin}/ping`);
  await expect.poll(() => receiver.received.length).toBe(1);
  await expect.poll(() => clock.pendingMs().length).toBe(1);
  state.lookedAtMs = clock.now() + 60_000;
  await clock.advance(60_000);
  await expect.poll(() => receiver.received.length).toBe(2);
  await expect.poll(() => clock.pendingMs().length).toBe(1);
  // The rules hang: the next minutes are silent.
  await clock.advance(600_000);
  expect(receiver.received.map(({ path }) => path)).toEqual(["/ping", "/ping"]);
  expect(warnings).toEqual([]);
  await end();
});

test("a ping that is refused is logged, and the next one comes all the same", async () => {
  await using receiver = await startLoopbackReceiver();
  receiver.answerWith(() => ({ status: 500 }));
  const { clock, state, warnings, end } = setUp(receiver.origin);
  await expect.poll(() => warnings.length).toBe(1);
  await expect.poll(() => clock.pendingMs().length).toBe(1);
  state.lookedAtMs = clock.now() + 60_000;
  await clock.advance(60_000);
  await expect.poll(() => warnings.length).toBe(2);
  expect(warnings[0]).toContain("could not be pinged");
  await end();
});

test("without an address nothing is pinged", async () => {
  const { end, clock } = setUp(null);
  expect(clock.pendingMs()).toEqual([]);
  await end();
});
