import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { linesOf, setUpCall, textOf } from "#lib/outbound/call-fixture";
import type { CallResult } from "#lib/outbound/exchange";
import { answer, chunk, fail, head, sent, wait } from "#lib/outbound/scripted-send";

const perSecond = { key: "user 1", count: 1, windowMs: 1000 };
const left = new Error("the caller left");

function chunksOf(result: CallResult): AsyncIterator<Uint8Array> {
  if (result.kind !== "answer") throw new Error(`No answer to read, but ${result.kind}`);
  return result.body[Symbol.asyncIterator]();
}

test("the deadline ends an attempt that hangs before its head", async () => {
  const { call, clock, observed, upstream } = setUpCall([[sent]]);
  const result = await call({ method: "POST", deadlineMs: 5000 });
  expect(result).toEqual({
    kind: "no_answer",
    attempts: 1,
    networkError: "deadline",
    timedOut: true,
    outcomeUnknown: true,
  });
  expect(linesOf(observed)).toEqual(["1 network_error deadline, waited 0, 1 in 5000 ms"]);
  expect(upstream.log).toEqual(["POST /locks", "abort"]);
  expect(clock.pendingMs()).toEqual([]);
});

test("before a connection stands, the deadline leaves no doubt", async () => {
  const { call } = setUpCall([[]]);
  expect(await call({ method: "POST", deadlineMs: 5000 })).toMatchObject({
    networkError: "deadline",
    outcomeUnknown: false,
  });
});

test("the deadline covers attempts and waits together", async () => {
  const { call, observed } = setUpCall([[sent, wait(900), ...answer(503).slice(1)]]);
  const result = await call({ deadlineMs: 3000 });
  expect(result).toMatchObject({ kind: "no_answer", networkError: "deadline", attempts: 3 });
  expect(linesOf(observed)).toEqual([
    "1 server_error 503, waited 0",
    "2 server_error 503, waited 250",
    "3 network_error deadline, waited 500, 3 in 3000 ms",
  ]);
});

test("the deadline ends a body that hangs; the status is kept and nothing is retried", async () => {
  const { call, clock, observed, upstream } = setUpCall([[sent, wait(10), head(200), chunk("[{")]]);
  const result = await call({ deadlineMs: 5000 });
  const reading = textOf(result);
  await expect(clock.runUntil(reading)).rejects.toThrow("cut off after its head: deadline");
  expect(linesOf(observed)).toEqual(["1 network_error deadline 200, waited 0, 1 in 5000 ms"]);
  expect(observed[0]).toMatchObject({ ttfbMs: 10, latencyMs: 5000, responseBodyBytes: 2 });
  expect(upstream.log).toEqual(["GET /locks", "abort"]);
});

test("a body that nobody reads ends with the deadline too", async () => {
  const { call, clock, observed, upstream } = setUpCall([[sent, head(200), chunk("x".repeat(256 * 1024)), chunk("y")]]);
  await call({ deadlineMs: 5000 });
  expect(upstream.log).toEqual(["GET /locks", "pause"]);
  await clock.advance(5000);
  expect(linesOf(observed)).toEqual(["1 network_error deadline 200, waited 0, 1 in 5000 ms"]);
});

test("a small body is taken in and recorded at its own pace, however slow its reader", async () => {
  const { call, clock, observed } = setUpCall([
    [sent, head(200), chunk("["), wait(20), chunk("]"), ...answer(200).slice(-1)],
  ]);
  const result = await call();
  await clock.advance(60_000);
  expect(observed[0]).toMatchObject({ outcome: "success", latencyMs: 20 });
  expect(await textOf(result)).toBe("[]");
});

test.each(["reset", "truncated", "body_timeout"] as const)(
  "a body that breaks after its head was passed on: %s",
  async (networkError) => {
    const { call, clock, observed } = setUpCall([[sent, head(200), chunk("[{"), wait(10), fail(networkError)]]);
    const chunks = chunksOf(await call());
    expect(await chunks.next()).toEqual({ done: false, value: Buffer.from("[{") });
    const next = chunks.next();
    await expect(clock.runUntil(next)).rejects.toThrow(networkError);
    expect(linesOf(observed)).toEqual([`1 network_error ${networkError} 200, waited 0, 1 in 10 ms`]);
    expect(clock.pendingMs()).toEqual([]);
  },
);

test("a caller who has left before sends nothing", async () => {
  const { start, upstream, observed } = setUpCall([answer(200)]);
  await expect(start({}, AbortSignal.abort(left))).rejects.toBe(left);
  expect(upstream.log).toEqual([]);
  expect(observed).toEqual([]);
});

test("a caller who leaves while the pacer holds the call: nothing was sent, nothing is recorded", async () => {
  const { start, clock, observed, upstream } = setUpCall([answer(200)]);
  await clock.runUntil(start({ paceLimits: [perSecond] }));
  const caller = new AbortController();
  const held = start({ paceLimits: [perSecond] }, caller.signal);
  await clock.advance(500);
  caller.abort(left);
  await expect(held).rejects.toBe(left);
  expect(upstream.log).toHaveLength(1);
  expect(observed).toHaveLength(1);
  expect(clock.pendingMs()).toEqual([]);
});

test("a caller who leaves during an attempt: an attempt, aborted, and the connection is destroyed", async () => {
  const { start, clock, observed, upstream } = setUpCall([[sent]]);
  const caller = new AbortController();
  const call = start({}, caller.signal);
  await clock.advance(70);
  caller.abort(left);
  await expect(call).rejects.toBe(left);
  expect(linesOf(observed)).toEqual(["1 aborted, waited 0, 1 in 70 ms"]);
  expect(upstream.log).toEqual(["GET /locks", "abort"]);
  expect(clock.pendingMs()).toEqual([]);
  expect(getEventListeners(caller.signal, "abort")).toEqual([]);
});

test("a caller who leaves during a wait: the attempt before it was the last", async () => {
  const { start, clock, observed } = setUpCall([answer(503, "", ["retry-after", "5"])]);
  const caller = new AbortController();
  const call = start({}, caller.signal);
  await clock.advance(2000);
  caller.abort(left);
  await expect(call).rejects.toBe(left);
  expect(linesOf(observed)).toEqual(["1 server_error 503, waited 0, 1 in 2000 ms"]);
  expect(clock.pendingMs()).toEqual([]);
});

test("a caller who leaves while a failed answer is taken in for a retry", async () => {
  const { start, clock, observed } = setUpCall([[sent, head(503), chunk("...")]]);
  const caller = new AbortController();
  const call = start({}, caller.signal);
  await clock.advance(100);
  caller.abort(left);
  await expect(call).rejects.toBe(left);
  expect(linesOf(observed)).toEqual(["1 aborted 503, waited 0, 1 in 100 ms"]);
});

test("a caller who leaves in the middle of the body meets the own reason there", async () => {
  const { clock, start, observed, upstream } = setUpCall([[sent, head(200), chunk("["), wait(1000), chunk("]")]]);
  const caller = new AbortController();
  const chunks = chunksOf(await clock.runUntil(start({}, caller.signal)));
  await chunks.next();
  const next = chunks.next();
  caller.abort(left);
  await expect(next).rejects.toBe(left);
  expect(linesOf(observed)).toEqual(["1 aborted 200, waited 0, 1 in 0 ms"]);
  expect(upstream.log).toEqual(["GET /locks", "abort"]);
});

test("a reader who stops before the end: the same, without an error", async () => {
  const { call, observed, upstream, clock } = setUpCall([
    [sent, head(200), chunk("["), chunk(","), wait(1000), chunk("]")],
  ]);
  const result = await call();
  if (result.kind !== "answer") throw new Error("no answer");
  for await (const first of result.body) {
    expect(Buffer.from(first).toString()).toBe("[");
    break;
  }
  expect(linesOf(observed)).toEqual(["1 aborted 200, waited 0, 1 in 0 ms"]);
  expect(upstream.log).toEqual(["GET /locks", "abort"]);
  expect(clock.pendingMs()).toEqual([]);
});

test("a reader may stop while it waits for a chunk", async () => {
  const { call, observed } = setUpCall([[sent, head(200), chunk("[")]]);
  const chunks = chunksOf(await call());
  await chunks.next();
  const next = chunks.next();
  await chunks.return?.();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(linesOf(observed)).toEqual(["1 aborted 200, waited 0, 1 in 0 ms"]);
});

test("leaving after the last byte came changes nothing", async () => {
  const { call, observed, upstream } = setUpCall([answer(200, "[]")]);
  const chunks = chunksOf(await call());
  await chunks.return?.();
  expect(linesOf(observed)).toEqual(["1 success 200, waited 0, 1 in 0 ms"]);
  expect(upstream.log).toEqual(["GET /locks"]);
});

test("nobody listens to the caller's signal once the call is over", async () => {
  const { call } = setUpCall([answer(503), answer(200, "[]")]);
  const caller = new AbortController();
  await textOf(await call({}, caller.signal));
  expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  caller.abort(left);
});
