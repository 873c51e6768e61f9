import { describe, expect, test } from "vitest";
import type { NetworkError } from "#lib/model/attempt";
import { outcomeOfStatus } from "#lib/model/outcome";
import { readyPolicies } from "#lib/risk/ready-policies";
import { type Answer, createAjarPolicy, type PolicyRules, policyOf, type RetryFacts } from "#lib/risk/retry-policy";

const answered = (status: number, retryAfterMs: number | null = null): Answer => ({
  ...{ outcome: outcomeOfStatus(status), status, networkError: null, retryAfterMs, latencyMs: 50 },
});
const lost = (networkError: NetworkError, status: number | null = null): Answer => ({
  ...{ outcome: "network_error", status, networkError, retryAfterMs: null, latencyMs: 50 },
});
const aborted: Answer = { outcome: "aborted", status: null, networkError: null, retryAfterMs: null, latencyMs: 50 };
const facts = (answer: Answer, changes: Partial<RetryFacts> = {}): RetryFacts => ({
  ...{ method: "GET", doorAction: false, attempt: 1, answer, elapsedMs: 50 },
  ...changes,
});

const rules: PolicyRules = {
  ...{ retried: ["429", "5xx", "reset"], methods: "all", retriesMax: 3 },
  ...{ baseMs: 100, factor: 2, capMs: 1_000, jitter: "none", retryAfter: "ignored" },
};

describe("a policy of rules", () => {
  test.each<[string, Partial<PolicyRules>, RetryFacts, number | null]>([
    ["a success is handed back", {}, facts(answered(200)), null],
    ["so is a redirect", { retried: ["302"] }, facts(answered(302)), null],
    ["so is what its caller left", { retried: ["network"] }, facts(aborted), null],
    ["a class", {}, facts(answered(503)), 100],
    ["a status", {}, facts(answered(429)), 100],
    ["a status that is not in the list", {}, facts(answered(404)), null],
    ["4xx is all but 429", { retried: ["4xx"] }, facts(answered(429)), null],
    ["4xx", { retried: ["4xx"] }, facts(answered(404)), 100],
    ["a kind of network error", {}, facts(lost("reset")), 100],
    ["another kind", {}, facts(lost("dns")), null],
    ["every kind", { retried: ["network"] }, facts(lost("dns")), 100],
    ["a status that came before the break does not count", {}, facts(lost("truncated", 503)), null],
    ["the wait grows", {}, facts(answered(503), { attempt: 3 }), 400],
    ["up to its cap", { capMs: 300 }, facts(answered(503), { attempt: 3 }), 300],
    ["the last retry was made", {}, facts(answered(503), { attempt: 4 }), null],
    ["full jitter waits half in the mean", { jitter: "full" }, facts(answered(503)), 50],
    ["Retry-After in full", { retryAfter: "honoured" }, facts(answered(429, 60_000)), 60_000],
    ["Retry-After cut", { retryAfter: "capped" }, facts(answered(429, 60_000)), 1_000],
    ["Retry-After ignored", {}, facts(answered(429, 60_000)), 100],
    ["a POST where all methods are repeated", {}, facts(answered(503), { method: "POST" }), 100],
    ["a POST where it is not", { methods: "repeatable" }, facts(answered(503), { method: "POST" }), null],
  ])("%s", (_, changes, given, waitMs) => {
    expect(policyOf({ ...rules, ...changes })(given)).toBe(waitMs);
  });
});

describe("Ajar's own", () => {
  test.each<[string, RetryFacts, number | null]>([
    ["a 4xx never", facts(answered(422)), null],
    ["429 without a time: a second and the mean backoff", facts(answered(429)), 1_250],
    ["429 with one", facts(answered(429, 5_000)), 5_000],
    ["429 beyond the deadline", facts(answered(429, 31_000)), null],
    ["a deadline that is nearly over", facts(answered(503), { elapsedMs: 29_900 }), null],
    ["5xx to a GET", facts(answered(503)), 250],
    ["5xx to a POST", facts(answered(503), { method: "POST" }), null],
    ["429 to a POST", facts(answered(429), { method: "POST" }), 1_250],
    ["no connection for a POST", facts(lost("refused"), { method: "POST" }), 250],
    ["a connection lost under a POST", facts(lost("reset"), { method: "POST" }), null],
    ["a door action", facts(answered(503), { doorAction: true }), null],
    ["the fifth attempt", facts(answered(503), { attempt: 5 }), null],
    ["an answer that broke off after its head", facts(lost("truncated", 200)), null],
    ["a call that its caller left", facts(aborted), null],
    ["a success", facts(answered(200)), null],
  ])("%s", (_, given, waitMs) => {
    expect(createAjarPolicy()(given)).toBe(waitMs);
  });
});

test("Ajar's own retries 20 times at once, then once for every ten calls that succeed at first", () => {
  const policy = createAjarPolicy();
  const retries = (times: number) =>
    Array.from({ length: times }, () => policy(facts(answered(503)))).filter((waitMs) => waitMs !== null).length;
  expect(retries(30)).toBe(20);
  for (let n = 0; n < 19; n += 1) policy(facts(answered(200)));
  expect(retries(30)).toBe(1);
});

test.each([
  ["ajar", null, 250, null],
  ["none", null, null, null],
  ["undici", null, 500, null],
  ["p-retry", 1_000, 1_000, 1_000],
  ["everything", 0, 0, 0],
])("%s waits %s after a 422, %s after a 503 and %s after a 503 to a POST", (id, after422, after503, afterPost) => {
  const policy = readyPolicies.find((ready) => ready.id === id)?.create();
  expect(policy?.(facts(answered(422)))).toBe(after422);
  expect(policy?.(facts(answered(503)))).toBe(after503);
  expect(policy?.(facts(answered(503), { method: "POST" }))).toBe(afterPost);
});
