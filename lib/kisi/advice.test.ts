import { expect, test } from "vitest";
import { type AdviceInput, adviceFor, type Repeat } from "#lib/kisi/advice";
import { publishedErrorCodes } from "#lib/kisi/error-codes";
import { blockedReasons, networkErrors } from "#lib/model/attempt";
import { outcomeOfStatus } from "#lib/model/outcome";

const nothing: AdviceInput = {
  status: null,
  outcome: "network_error",
  networkError: null,
  blockedReason: null,
  errorCode: null,
  doorAction: false,
  method: "GET",
};

const answered = (status: number, more: Partial<AdviceInput> = {}): AdviceInput => ({
  ...nothing,
  status,
  outcome: outcomeOfStatus(status),
  ...more,
});

const statuses = Array.from({ length: 400 }, (_, at) => 200 + at);
const everyEnding: AdviceInput[] = [
  ...statuses.map((status) => answered(status)),
  ...networkErrors.map((networkError) => ({ ...nothing, networkError })),
  ...blockedReasons.map((blockedReason): AdviceInput => ({ ...nothing, outcome: "blocked", blockedReason })),
  { ...nothing, outcome: "aborted" },
  nothing,
];

test("has advice for every status, network error and reason to block", () => {
  for (const ending of everyEnding) {
    const { title, meaning, rule, steps, docsUrl } = adviceFor(ending);
    expect(title).toMatch(/^[A-Z].{4,60}[^.]$/);
    expect(meaning).toMatch(/^[A-Z].{10,}\.$/);
    expect(rule).toMatch(/\.$/);
    expect(docsUrl).toMatch(/^https:\/\//);
    if (ending.outcome !== "success") expect(steps.length).toBeGreaterThanOrEqual(1);
    for (const step of steps) expect(step).toMatch(/^[A-Z].+[.?]$/);
  }
});

test.each([400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504])("%i has words of its own", (status) => {
  const generic = adviceFor(answered(status < 500 ? 499 : 599)).meaning;
  expect(adviceFor(answered(status)).meaning).not.toBe(generic);
});

test.each(publishedErrorCodes)("$code says more than its status", (entry) => {
  const advice = adviceFor(answered(403, { errorCode: entry.code }));
  expect(advice.meaning).toBe(entry.meaning);
  expect(advice.code).toBe(entry);
  expect(advice.side).toBe(entry.side);
  expect(advice.steps).toEqual(entry.checks);
  expect(advice.retryable).toBe("never");
});

test("a 401 is about the key, whatever code comes with it, unless it is one of signing in", () => {
  const { code, ...denied } = adviceFor(answered(401, { errorCode: "afc496" }));
  expect(code?.message).toBe("Access denied.");
  expect({ ...denied, code: null }).toEqual(adviceFor(answered(401)));
  expect(adviceFor(answered(401, { errorCode: "afc526" })).steps[0]).toMatch(/otp_attempt/);
});

test.each([
  [200, "reset", "The answer was cut off"],
  [200, "body_timeout", "The answer stood still"],
  [503, "reset", adviceFor(answered(503)).title],
  [null, "reset", "The connection broke"],
] as const)("after a head of %s, %s is called: %s", (status, networkError, title) => {
  const advice = adviceFor({ ...nothing, status, networkError });
  expect(advice.title).toBe(title);
  expect(advice.rule).toMatch(status === null ? /like a 5xx/ : /does not repeat/);
  expect(advice.retryable).toBe(status === null ? "with_backoff" : "never");
});

test("a code that nobody published leaves the advice of its status", () => {
  expect(adviceFor(answered(403, { errorCode: "123456" }))).toEqual(adviceFor(answered(403)));
});

test.each<[string, AdviceInput, Repeat, Repeat, Repeat]>([
  ["success", answered(200), "not_needed", "not_needed", "not_needed"],
  ["redirect", answered(302), "not_needed", "not_needed", "not_needed"],
  ["400", answered(400), "never", "never", "never"],
  ["408", answered(408), "never", "never", "never"],
  ["422", answered(422), "never", "never", "never"],
  ["429", answered(429), "after_wait", "after_wait", "by_hand"],
  ["500", answered(500), "with_backoff", "only_if_repeat_safe", "by_hand"],
  ["503", answered(503), "with_backoff", "only_if_repeat_safe", "by_hand"],
  ["refused", { ...nothing, networkError: "refused" }, "with_backoff", "with_backoff", "by_hand"],
  ["dns", { ...nothing, networkError: "dns" }, "with_backoff", "with_backoff", "by_hand"],
  ["tls", { ...nothing, networkError: "tls" }, "with_backoff", "with_backoff", "by_hand"],
  ["connect_timeout", { ...nothing, networkError: "connect_timeout" }, "with_backoff", "with_backoff", "by_hand"],
  ["reset", { ...nothing, networkError: "reset" }, "with_backoff", "only_if_repeat_safe", "by_hand"],
  ["head_timeout", { ...nothing, networkError: "head_timeout" }, "with_backoff", "only_if_repeat_safe", "by_hand"],
  ["cut off", answered(200, { outcome: "network_error", networkError: "truncated" }), "never", "never", "by_hand"],
  ["aborted", { ...nothing, outcome: "aborted" }, "never", "never", "by_hand"],
  ["guard", { ...nothing, outcome: "blocked", blockedReason: "guard" }, "never", "never", "never"],
  ["pacer", { ...nothing, outcome: "blocked", blockedReason: "pacer" }, "after_wait", "after_wait", "by_hand"],
  ["breaker", { ...nothing, outcome: "blocked", blockedReason: "breaker" }, "after_wait", "after_wait", "by_hand"],
])("repeat after %s: GET, POST, door", (_, ending, get, post, door) => {
  for (const method of ["GET", "head", "OPTIONS", "PUT", "DELETE"]) {
    expect(adviceFor({ ...ending, method }).retryable).toBe(get);
  }
  for (const method of ["POST", "PATCH"]) expect(adviceFor({ ...ending, method }).retryable).toBe(post);
  expect(adviceFor({ ...ending, method: "POST", doorAction: true }).retryable).toBe(door);
});

test("says first whether a door may have moved", () => {
  const door = { doorAction: true, method: "POST" };
  expect(adviceFor(answered(503, door)).steps[0]).toMatch(/not certain what the door did/);
  expect(adviceFor({ ...nothing, ...door, networkError: "reset" }).steps[0]).toMatch(/not certain/);
  expect(adviceFor({ ...nothing, ...door, networkError: "refused" }).steps[0]).toMatch(/a person should press/);
  expect(adviceFor(answered(429, door)).steps[0]).toMatch(/a person should press/);
  expect(adviceFor(answered(403, door)).steps[0]).not.toMatch(/door did|press/);
  expect(adviceFor(answered(503, door)).rule).toMatch(/never repeats what may move a door/);
});
