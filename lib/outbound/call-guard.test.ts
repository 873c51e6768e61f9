import { expect, test } from "vitest";
import { linesOf, setUpCall, textOf } from "#lib/outbound/call-fixture";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { createUser, enforced, setUpGuard } from "#lib/outbound/guard-fixture";
import { answer, fail, type Script, sent, wait } from "#lib/outbound/scripted-send";
import { createFakeClock } from "#lib/time/fake-clock";

const refused = answer(422, '{"error":"no"}');
const ok = answer(200, "[]");
const perSecond = { key: "user 1", count: 5, windowMs: 1000 };

/** The call loop with a guard that is enforced. */
function setUp(scripts: readonly Script[], settings = enforced) {
  const clock = createFakeClock();
  const { guard, errors } = setUpGuard(settings, { clock });
  const loop = setUpCall(scripts, { clock, guard });
  const send = async (request: Partial<OutboundRequest> = createUser) => {
    const result = await loop.clock.runUntil(loop.start(request));
    if (result.kind === "answer") await textOf(result);
    return result;
  };
  return { ...loop, clock, guard, errors, send };
}

test("a held call is not sent, leaves one row with the reason, and says until when", async () => {
  const { send, observed, upstream, clock } = setUp([refused]);
  for (let call = 0; call < 5; call += 1) await send();
  const result = await send();
  expect(result).toMatchObject({
    kind: "blocked",
    reason: "guard",
    retryAfterMs: 600_000,
    hold: { rule: "call", status: 422, failures: 5 },
  });
  expect(upstream.log).toHaveLength(5);
  expect(linesOf(observed.slice(4))).toEqual([
    "1 client_error 422, waited 0, 1 in 0 ms",
    "0 blocked guard, waited 0, 0 in 0 ms",
  ]);
  expect(observed.at(-1)?.hold).toMatchObject({ rule: "call" });
  expect(clock.pendingMs()).toEqual([]);
});

test("those that wait in the pacer meanwhile are not sent either", async () => {
  const { start, clock, upstream, observed } = setUp([refused]);
  const all = Array.from({ length: 20 }, () => start({ ...createUser, paceLimits: [perSecond] }));
  await clock.runUntil(Promise.all(all));
  expect(upstream.log).toHaveLength(5);
  expect(observed.filter(({ blockedReason }) => blockedReason === "guard")).toHaveLength(15);
});

test("they give their turn back", async () => {
  const { start, clock, upstream } = setUp([refused]);
  const doomed = Array.from({ length: 9 }, () => start({ ...createUser, paceLimits: [perSecond] }));
  const others = Array.from({ length: 5 }, () => start({ paceLimits: [perSecond] }));
  await clock.runUntil(Promise.all([...doomed, ...others]));
  expect(upstream.log.filter((line) => line === "GET /locks")).toHaveLength(5);
  expect(clock.elapsed()).toBeLessThan(1_200);
});

test("recovery takes one call: the corrected one at once, the same one with the expiry", async () => {
  const { send, clock } = setUp([refused, refused, refused, refused, refused, ok]);
  for (let call = 0; call < 6; call += 1) await send();
  expect(await send({ ...createUser, body: Buffer.from("{}") })).toMatchObject({ kind: "answer", status: 200 });
  expect(await send()).toMatchObject({ kind: "blocked" });
  await clock.advance(600_000);
  expect(await send()).toMatchObject({ kind: "answer", status: 200 });
  expect(await send()).toMatchObject({ kind: "answer", status: 200 });
});

test("a 422 whose body breaks off is a 422", async () => {
  const { send } = setUp([[...refused.slice(0, 2), fail("truncated")]]);
  for (let call = 0; call < 5; call += 1) await send();
  expect(await send()).toMatchObject({ kind: "blocked", reason: "guard" });
});

test("a door moves whatever is held, and the breaker's refusal frees the probe", async () => {
  const { send, clock, deps } = setUp([answer(401)]);
  for (let call = 0; call < 5; call += 1) await send();
  const door = { ...createUser, doorAction: true };
  expect(await send(door)).toMatchObject({ kind: "answer", status: 401 });
  await clock.advance(600_000);
  for (let failure = 0; failure < 5; failure += 1) deps.breaker.admit("credential 1", false)?.settle("dead");
  expect(await send()).toMatchObject({ kind: "blocked", reason: "breaker" });
  await clock.advance(30_000);
  expect(await send()).toMatchObject({ kind: "answer", status: 401 });
});

test("a key that seems suspended is not retried, and does not wait in a line", async () => {
  const { start, send, guard, clock, upstream } = setUp([answer(503, "down")], { ...enforced, mode: "observe" });
  guard.suspect([{ credential: "credential 1", status: 403, lastCallId: "call 7" }]);
  expect(await send({ paceLimits: [perSecond] })).toMatchObject({ kind: "answer", status: 503, attempts: 1 });
  const all = Array.from({ length: 6 }, () => start({ paceLimits: [perSecond] }));
  const results = await clock.runUntil(Promise.all(all));
  const held = results.filter(({ kind }) => kind === "blocked");
  expect(held).toHaveLength(2);
  expect(held[0]).toMatchObject({ reason: "guard", hold: { rule: "suspension", lastCallId: "call 7" } });
  expect(upstream.log).toHaveLength(5);
  expect(guard.counts().total.refused).toBe(2);
  expect(await clock.runUntil(start({ paceLimits: [perSecond], doorAction: true }))).toMatchObject({ kind: "answer" });
});

test("high priority overtakes bulk work that waits", async () => {
  const clock = createFakeClock();
  const { start, upstream } = setUpCall([[sent, wait(0), ...ok.slice(1)]], {
    clock,
    priorityPace: ({ priority, paceLimits }) => ({ limits: paceLimits, rank: priority === "high" ? "high" : "normal" }),
  });
  const paceLimits = [perSecond];
  const bulk = Array.from({ length: 8 }, () => start({ path: "/bulk", paceLimits, priority: "low" }));
  const high = start({ path: "/high", paceLimits, priority: "high" });
  await clock.runUntil(Promise.all([...bulk, high]));
  expect(upstream.log.indexOf("GET /high")).toBe(5);
});
