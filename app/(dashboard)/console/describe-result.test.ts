import { expect, test } from "vitest";
import type { KisiResult } from "#lib/kisi/client";
import type { GuardHold } from "#lib/model/guard";
import { describeResult } from "./describe-result";

const common = { callId: "c", latencyMs: 1 };
const head = { headers: [], attempts: 1, heldBackMs: 0 };
const answer = (status: number): KisiResult => ({
  ...common,
  ...head,
  kind: "answer",
  status,
  body: { kind: "empty" },
  collectionRange: null,
});
const noAnswer = (outcomeUnknown: boolean): KisiResult => ({
  ...common,
  kind: "no_answer",
  attempts: 1,
  networkError: "reset",
  timedOut: false,
  outcomeUnknown,
});

const hold: GuardHold = {
  ...{
    id: "call-1",
    rule: "call",
    status: 422,
    failures: 5,
    credential: null,
    integration: null,
    lastCallId: "call 5",
  },
  ...{ firstFailedAtMs: 1, lastFailedAtMs: 2, untilMs: 600_002 },
};

test.each([
  [answer(200), true, "success", /was told to move/],
  [answer(403), true, "client_error", /did not move the door/],
  [answer(503), true, "server_error", /may have moved/],
  [noAnswer(true), true, "network_error", /may have moved.*did not try again/],
  [noAnswer(false), true, "network_error", /Nothing was processed/],
  [{ ...common, ...head, kind: "cut_off", status: 200, cause: null }, true, "network_error", /may have moved/],
  [{ ...common, ...head, kind: "cut_off", status: 200, cause: null }, false, "network_error", /processed the request/],
  [
    { ...common, ...head, kind: "cut_off", status: 503, cause: null },
    false,
    "network_error",
    /503, then .* broke off\.$/,
  ],
  [answer(200), false, "success", /Kisi answered/],
  [answer(429), false, "rate_limited", /^Kisi refused the request/],
  [answer(502), false, "server_error", /^Kisi failed with 502/],
  [answer(302), false, "redirect", /never follows/],
  [noAnswer(true), false, "network_error", /may have been processed/],
  [{ ...common, kind: "blocked", reason: "breaker", retryAfterMs: 1 }, false, "blocked", /Nothing was sent.*again now/],
  [
    { ...common, kind: "blocked", reason: "guard", retryAfterMs: 600_000, hold },
    false,
    "blocked",
    /answered 422, 5 times in a row, with nothing changed\. Nothing was sent/,
  ],
  [{ ...common, kind: "blocked", reason: "pacer", retryAfterMs: 17_400 }, false, "blocked", /Try again in 18\ss\.$/],
] as const)("case %#", (result, doorAction, outcome, sentence) => {
  const described = describeResult(result, doorAction);
  expect(described.outcome).toBe(outcome);
  expect(described.sentence).toMatch(sentence);
});
