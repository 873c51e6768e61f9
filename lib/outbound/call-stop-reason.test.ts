import { expect, test } from "vitest";
import type { StopReason } from "#lib/model/attempt";
import { createBreaker } from "#lib/outbound/breaker";
import { setUpCall, textOf } from "#lib/outbound/call-fixture";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { answer, chunk, fail, head, type Script, sent } from "#lib/outbound/scripted-send";

type Case = [name: string, scripts: readonly Script[], request: Partial<OutboundRequest>, because: StopReason];

const perSecond = { key: "user 1", count: 1, windowMs: 1_000 };
const retryAfter = (seconds: number) => answer(429, "", ["Retry-After", String(seconds)]);

const cases: Case[] = [
  ["a success", [answer(200, "[]")], {}, "answered"],
  ["a success after a failure", [answer(503), answer(200, "[]")], {}, "answered"],
  ["a 422", [answer(422)], {}, "client_error"],
  ["an unlock that was not let in", [answer(429)], { doorAction: true }, "door_action"],
  ["a POST whose repeat may do harm", [answer(503)], { method: "POST" }, "may_have_been_processed"],
  ["a request that no wire takes", [[fail("other")]], {}, "cannot_be_sent"],
  ["a fifth failure", [answer(503)], {}, "retries_used_up"],
  ["a second failure where the caller allows one repeat", [answer(503)], { retriesMax: 1 }, "retries_capped"],
  ["a wait longer than the deadline", [retryAfter(60)], {}, "retry_after_beyond_deadline"],
  ["a backoff longer than what is left", [answer(503)], { deadlineMs: 100 }, "wait_beyond_deadline"],
  ["an answer that hangs until the deadline", [[sent]], { deadlineMs: 100 }, "wait_beyond_deadline"],
  ["a failure too large to be taken in", [[sent, head(503), chunk("x".repeat(300_000))]], {}, "answer_too_large"],
  ["a body that breaks off", [[sent, head(200), chunk("["), fail("truncated")]], {}, "answer_passed_on"],
  [
    "a repeat that would wait for its turn too long",
    [answer(503)],
    { paceLimits: [perSecond], deadlineMs: 1_000 },
    "held_back_beyond_deadline",
  ],
];

test.each(cases)("%s says why it was the last attempt", async (_, scripts, request, because) => {
  const { clock, observed, start } = setUpCall(scripts);
  const result = await clock.runUntil(start(request));
  if (result.kind === "answer") await clock.runUntil(textOf(result).catch(() => ""));
  const last = observed.at(-1);
  expect(last?.call?.stopReason).toBe(because);
  expect(observed.filter(({ call }) => call !== null)).toEqual([last]);
});

test("an empty retry budget, an open breaker and a caller that leaves are told apart", async () => {
  const retryBudget = createRetryBudget();
  while (retryBudget.hasToken()) retryBudget.take();
  const poor = setUpCall([answer(503)], { retryBudget });
  await poor.call();
  expect(poor.observed.at(-1)?.call?.stopReason).toBe("retry_budget_empty");

  const opened = setUpCall([answer(503)]);
  const breaker = createBreaker(opened.clock);
  const failing = setUpCall([answer(503)], { clock: opened.clock, breaker });
  await failing.call({ retriesMax: 2 });
  await failing.call();
  expect(failing.observed.at(-1)?.call?.stopReason).toBe("breaker_open");

  const leaving = new AbortController();
  const left = setUpCall([retryAfter(5), answer(200)]);
  const call = left.start({}, leaving.signal);
  await left.clock.advance(1_000);
  leaving.abort(new Error("the caller left"));
  await expect(left.clock.runUntil(call)).rejects.toThrow("the caller left");
  expect(left.observed).toMatchObject([{ status: 429, call: { attempts: 1, stopReason: "caller_left" } }]);
});

test("a call that was never sent has no reason but its block", async () => {
  const { start, clock, observed } = setUpCall([answer(200, "[]")]);
  await clock.runUntil(start({ paceLimits: [perSecond] }));
  await clock.runUntil(start({ paceLimits: [perSecond], deadlineMs: 500 }));
  expect(observed.at(-1)).toMatchObject({ outcome: "blocked", call: { attempts: 0, stopReason: null } });
});
