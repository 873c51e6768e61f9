import { expect, test } from "vitest";
import { linesOf, setUpCall, textOf } from "#lib/outbound/call-fixture";
import { answer, sent, wait } from "#lib/outbound/scripted-send";

const ok = answer(200, "[]");
const perSecond = { key: "user 1", count: 5, windowMs: 1000 };

test("time held back by the pacer is told apart from latency and waits", async () => {
  const { call, start, clock, observed } = setUpCall([[sent, wait(10), ...answer(200, "[]").slice(1)]]);
  const first = [1, 2, 3, 4, 5].map(() => start({ paceLimits: [perSecond] }));
  await clock.runUntil(Promise.all(first));
  const result = await call({ paceLimits: [perSecond] });
  expect(result).toMatchObject({ kind: "answer", heldBackMs: 1090 });
  await textOf(result);
  expect(observed.at(-1)).toMatchObject({
    heldBackMs: 1090,
    latencyMs: 10,
    waitedMs: 0,
    call: { attempts: 1, latencyMs: 1100, heldBackMs: 1090 },
  });
});

test("a call that the pacer would hold beyond its deadline is never sent, and leaves one row", async () => {
  const { call, start, clock, observed, upstream } = setUpCall([ok]);
  await clock.runUntil(Promise.all([1, 2, 3, 4, 5].map(() => start({ paceLimits: [perSecond] }))));
  const result = await call({ paceLimits: [perSecond], deadlineMs: 1000 });
  expect(result).toEqual({ kind: "blocked", reason: "pacer", retryAfterMs: 1100 });
  expect(upstream.log).toHaveLength(5);
  expect(linesOf(observed.slice(5))).toEqual(["0 blocked pacer, waited 0, 0 in 0 ms"]);
  expect(clock.pendingMs()).toEqual([]);
});

test("one that others were let before until its deadline passed is blocked by then", async () => {
  const { start, clock, observed } = setUpCall([ok]);
  await clock.runUntil(Promise.all([1, 2, 3, 4, 5].map(() => start({ paceLimits: [perSecond] }))));
  const read = start({ paceLimits: [perSecond], deadlineMs: 2000 });
  const doors = [1, 2, 3, 4, 5].map(() => start({ paceLimits: [perSecond], doorAction: true }));
  expect(await clock.runUntil(read)).toEqual({ kind: "blocked", reason: "pacer", retryAfterMs: 200 });
  expect(observed.at(-1)).toMatchObject({
    attempt: 0,
    heldBackMs: 2000,
    call: { attempts: 0, latencyMs: 2000, heldBackMs: 2000 },
  });
  await Promise.all(doors);
});

test("a 429 with Retry-After holds the other calls of its user back too", async () => {
  const { start, clock, observed } = setUpCall([answer(429, "", ["retry-after", "3"]), ok]);
  await clock.runUntil(start({ paceLimits: [perSecond], retriesMax: 0 }));
  await clock.runUntil(start({ paceLimits: [perSecond] }));
  expect(observed.map(({ heldBackMs }) => heldBackMs)).toEqual([0, 3000]);
});

test("five failures open the breaker: the sixth attempt of all is refused, and the last answer handed back", async () => {
  const { call, observed, clock } = setUpCall([answer(503, "down")]);
  await call({ retriesMax: 2 });
  const second = await call({ retriesMax: 4 });
  expect(await textOf(second)).toBe("down");
  expect(linesOf(observed.slice(3))).toEqual([
    "1 server_error 503, waited 0",
    "2 server_error 503, waited 250, 2 in 250 ms",
  ]);
  const third = await call();
  expect(third).toEqual({ kind: "blocked", reason: "breaker", retryAfterMs: 30_000 });
  expect(linesOf(observed.slice(5))).toEqual(["0 blocked breaker, waited 0, 0 in 0 ms"]);
  expect(clock.pendingMs()).toEqual([]);
});

test("the open breaker lets a door action through, and one probe after half a minute", async () => {
  const { call, clock, observed } = setUpCall([
    answer(503),
    answer(503),
    answer(503),
    answer(503),
    answer(503),
    answer(503),
    ok,
  ]);
  await call();
  expect(await call({ method: "POST", doorAction: true })).toMatchObject({ kind: "answer", status: 503 });
  expect(await call()).toMatchObject({ kind: "blocked", reason: "breaker" });
  await clock.advance(30_000);
  expect(await call()).toMatchObject({ kind: "answer", status: 200 });
  expect(observed.map(({ outcome }) => outcome).slice(5)).toEqual(["server_error", "blocked", "success"]);
});

test("other credentials are not affected by an open breaker", async () => {
  const { call } = setUpCall([answer(503), answer(503), answer(503), answer(503), answer(503), ok]);
  await call();
  expect(await call({ breakerKey: "credential 2" })).toMatchObject({ status: 200 });
});

test("when the breaker opens during the wait, the answer in hand is handed back", async () => {
  const { deps, start, clock, observed } = setUpCall([answer(503, "in hand", ["retry-after", "10"])]);
  const waiting = start();
  await clock.advance(5000);
  for (let n = 0; n < 5; n += 1) deps.breaker.admit("credential 1", false)?.settle("dead");
  const result = await clock.runUntil(waiting);
  expect(await textOf(result)).toBe("in hand");
  expect(linesOf(observed)).toEqual(["1 server_error 503, waited 0, 1 in 10000 ms"]);
});

test("when the pacer would now hold it too long, the answer in hand is handed back", async () => {
  const { deps, start, clock, observed } = setUpCall([answer(503, "in hand", ["retry-after", "10"])]);
  const waiting = start({ paceLimits: [perSecond] });
  await clock.advance(5000);
  deps.pacer.holdOthers([perSecond], 60_000);
  const result = await clock.runUntil(waiting);
  expect(await textOf(result)).toBe("in hand");
  expect(linesOf(observed)).toEqual(["1 server_error 503, waited 0, 1 in 10000 ms"]);
});

test("the retry budget ends an outage's retries, and calls that succeed at first fill it again", async () => {
  const { deps, call, observed } = setUpCall([answer(503)]);
  for (let n = 0; n < 20; n += 1) deps.retryBudget.take();
  await call();
  expect(linesOf(observed)).toEqual(["1 server_error 503, waited 0, 1 in 0 ms"]);
  const healthy = setUpCall([ok], { retryBudget: deps.retryBudget });
  for (let n = 0; n < 10; n += 1) await healthy.call();
  expect(deps.retryBudget.hasToken()).toBe(true);
});

test("a call that succeeds only at a retry does not fill the budget", async () => {
  const { deps, call } = setUpCall([answer(503), ok]);
  for (let n = 0; n < 19; n += 1) deps.retryBudget.take();
  for (let n = 0; n < 9; n += 1) deps.retryBudget.earn();
  await call();
  expect(deps.retryBudget.hasToken()).toBe(false);
});

test("who is refused at its turn leaves the turn to the next", async () => {
  const { deps, start, clock, observed } = setUpCall([ok]);
  const oneASecond = [{ ...perSecond, count: 1 }];
  await clock.runUntil(start({ paceLimits: oneASecond }));
  const refused = start({ paceLimits: oneASecond });
  const next = start({ paceLimits: oneASecond, breakerKey: "credential 2" });
  await clock.advance(500);
  for (let n = 0; n < 5; n += 1) deps.breaker.admit("credential 1", false)?.settle("dead");
  expect(await clock.runUntil(refused)).toEqual({ kind: "blocked", reason: "breaker", retryAfterMs: 29_400 });
  await clock.runUntil(next);
  expect(observed.map(({ outcome, heldBackMs }) => [outcome, heldBackMs])).toEqual([
    ["success", 0],
    ["blocked", 1100],
    ["success", 1100],
  ]);
});
