import { expect, test } from "vitest";
import type { NetworkError } from "#lib/model/attempt";
import { linesOf, setUpCall, textOf } from "#lib/outbound/call-fixture";
import { answer, fail, head, type Script, sent, wait } from "#lib/outbound/scripted-send";

const ok = answer(200, "[]");

test("a call that succeeds at first is one attempt, with every fact", async () => {
  const { call, clock, observed, upstream } = setUpCall([
    [
      wait(20),
      sent,
      wait(30),
      head(200, ["X-Request-Id", "r1", "x-request-id", "r2"]),
      wait(50),
      ...answer(200, "[]").slice(2),
    ],
  ]);
  const result = await call();
  expect(result).toMatchObject({ kind: "answer", attempts: 1, heldBackMs: 0, status: 200 });
  expect(result).toHaveProperty("headers", ["X-Request-Id", "r1", "x-request-id", "r2"]);
  expect(await clock.runUntil(textOf(result))).toBe("[]");
  expect(upstream.log).toEqual(["GET /locks"]);
  expect(observed).toEqual([
    {
      request: expect.objectContaining({ callId: "call 1" }),
      attempt: 1,
      startedAtMs: Date.UTC(2026, 0, 14, 13, 35),
      outcome: "success",
      status: 200,
      networkError: null,
      blockedReason: null,
      hold: null,
      responseHeaders: ["X-Request-Id", "r1", "x-request-id", "r2"],
      responseBody: Buffer.alloc(0),
      responseBodyBytes: 2,
      latencyMs: 100,
      ttfbMs: 50,
      heldBackMs: 0,
      waitedMs: 0,
      retryAfterMs: null,
      call: {
        startedAtMs: Date.UTC(2026, 0, 14, 13, 35),
        attempts: 1,
        latencyMs: 100,
        heldBackMs: 0,
        stopReason: "answered",
      },
    },
  ]);
  expect(clock.pendingMs()).toEqual([]);
});

test("5xx: four retries, each wait drawn from twice the last, and the last answer is handed back whole", async () => {
  const { call, observed, clock } = setUpCall([
    answer(500, "a"),
    answer(503, "b"),
    answer(502, "c"),
    answer(500, "d"),
    answer(503, "e"),
  ]);
  const result = await call();
  expect(result).toMatchObject({ status: 503, attempts: 5 });
  expect(await textOf(result)).toBe("e");
  expect(linesOf(observed)).toEqual([
    "1 server_error 500, waited 0",
    "2 server_error 503, waited 250",
    "3 server_error 502, waited 500",
    "4 server_error 500, waited 1000",
    "5 server_error 503, waited 2000, 5 in 3750 ms",
  ]);
  expect(observed.map(({ responseBody }) => Buffer.from(responseBody).toString())).toEqual(["a", "b", "c", "d", "e"]);
  expect(clock.pendingMs()).toEqual([]);
});

test("it stops as soon as an attempt succeeds", async () => {
  const { call, observed } = setUpCall([answer(503), [fail("refused")], answer(429), ok]);
  expect(await textOf(await call())).toBe("[]");
  expect(linesOf(observed)).toEqual([
    "1 server_error 503, waited 0",
    "2 network_error refused, waited 250",
    "3 rate_limited 429, waited 500",
    "4 success 200, waited 2000, 4 in 2750 ms",
  ]);
});

test.each([400, 401, 403, 404, 409, 422])("%i is sent once", async (status) => {
  const { call, observed } = setUpCall([answer(status, "{}", ["retry-after", "1"])]);
  expect(await call()).toMatchObject({ status, attempts: 1 });
  expect(linesOf(observed)).toEqual([`1 client_error ${status}, waited 0, 1 in 0 ms`]);
});

test("a redirect is handed back, not followed", async () => {
  const { call, upstream } = setUpCall([answer(302, "", ["location", "http://elsewhere.test/"])]);
  expect(await call()).toMatchObject({ status: 302, headers: ["location", "http://elsewhere.test/"] });
  expect(upstream.log).toEqual(["GET /locks"]);
});

test("Retry-After is waited for in full, on 429 and 5xx, as seconds and as a date", async () => {
  const date = "Wed, 14 Jan 2026 13:35:09 GMT";
  const { call, observed } = setUpCall([
    answer(429, "", ["Retry-After", "2"]),
    answer(503, "", ["retry-after", date]),
    ok,
  ]);
  await call();
  expect(linesOf(observed)).toEqual([
    "1 rate_limited 429, waited 0",
    "2 server_error 503, waited 2000",
    "3 success 200, waited 7000, 3 in 9000 ms",
  ]);
  expect(observed.map(({ retryAfterMs }) => retryAfterMs)).toEqual([2000, 7000, null]);
});

test("a Retry-After beyond the deadline is given up on at once", async () => {
  const { call, observed } = setUpCall([answer(429, "slow down", ["retry-after", "31"])]);
  const result = await call();
  expect(await textOf(result)).toBe("slow down");
  expect(linesOf(observed)).toEqual(["1 rate_limited 429, waited 0, 1 in 0 ms"]);
});

test("timers that fire early do not shorten a wait", async () => {
  const { clock, deps, start } = setUpCall([answer(429, "", ["retry-after", "2"]), ok]);
  const { sleep } = clock;
  Object.assign(deps.clock, { sleep: (ms: number, signal?: AbortSignal) => sleep(Math.max(ms - 0.9, 0.1), signal) });
  const result = await clock.runUntil(start());
  expect(result).toMatchObject({ attempts: 2 });
  expect(clock.elapsed()).toBeGreaterThanOrEqual(2000);
});

test.each<[string, Script]>([
  ["429", answer(429, "", ["retry-after", "1"])],
  ["500", answer(500)],
  ["502", answer(502)],
  ["reset", [sent, fail("reset")]],
  ["hang", [sent]],
  ["refused", [fail("refused")]],
])("a door action is sent once, whatever comes back: %s", async (_, script) => {
  const { call, upstream, observed } = setUpCall([script]);
  await call({ method: "POST", doorAction: true, repeatSafe: true });
  expect(upstream.log.filter((line) => line !== "abort")).toEqual(["POST /locks"]);
  expect(observed).toHaveLength(1);
});

test.each<[NetworkError, Script, boolean, boolean]>([
  ["refused", [fail("refused")], false, false],
  ["connect_timeout", [fail("connect_timeout")], true, false],
  ["reset", [sent, fail("reset")], false, true],
  ["head_timeout", [sent, fail("head_timeout")], true, true],
])(
  "no answer: %s; it says whether the request may have been processed",
  async (networkError, script, timedOut, outcomeUnknown) => {
    const { call } = setUpCall([script]);
    const result = await call({ method: "POST", retriesMax: 0 });
    expect(result).toEqual({ kind: "no_answer", attempts: 1, networkError, timedOut, outcomeUnknown });
  },
);

test("an answer too large to keep is not retried but streamed back", async () => {
  const large = "x".repeat(300 * 1024);
  const { call, clock, observed, upstream } = setUpCall([
    [...answer(503, large).slice(0, -1), wait(5), ...answer(503, "!").slice(-2)],
  ]);
  const result = await call();
  expect(result).toMatchObject({ status: 503, attempts: 1 });
  expect(await clock.runUntil(textOf(result))).toBe(`${large}!`);
  expect(upstream.log).toEqual(["GET /locks", "pause", "resume"]);
  expect(observed).toHaveLength(1);
  expect(observed[0]?.responseBodyBytes).toBe(300 * 1024 + 1);
  expect(Buffer.from(observed[0]?.responseBody ?? []).toString()).toBe("x".repeat(64 * 1024));
});

test("an answer that breaks while it is taken in for a retry is retried like any other", async () => {
  const { call, observed } = setUpCall([[sent, head(503), fail("truncated")], ok]);
  expect(await call()).toMatchObject({ status: 200, attempts: 2 });
  expect(linesOf(observed)).toEqual([
    "1 network_error truncated 503, waited 0",
    "2 success 200, waited 250, 2 in 250 ms",
  ]);
});

test("retries: a call can ask for none, or for ten", async () => {
  const none = setUpCall([answer(503)]);
  await none.call({ retriesMax: 0 });
  expect(none.observed).toHaveLength(1);
  const ten = setUpCall([answer(429)], { random: () => 0 });
  await ten.call({ retriesMax: 10 });
  expect(ten.observed).toHaveLength(11);
});
