import { describe, expect, test } from "vitest";
import { type NetworkError, networkErrors } from "#lib/model/attempt";
import { type Brought, decideRetry, type RetryFacts } from "#lib/outbound/retry";

const repeatable = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];
const methods = [...repeatable, "POST", "PATCH"];

const answer = (status: number, retryAfterMs: number | null = null): Brought => ({
  kind: "answer",
  status,
  retryAfterMs,
});
const failure = (networkError: NetworkError, sent: boolean): Brought => ({ kind: "no_answer", networkError, sent });

type Overrides = Partial<Omit<RetryFacts, "request">> & Partial<RetryFacts["request"]>;

function decide(brought: Brought, overrides: Overrides = {}) {
  const { method = "GET", doorAction = false, repeatSafe = false, retriesMax = 4, ...facts } = overrides;
  return decideRetry(brought, {
    request: { method, doorAction, repeatSafe, retriesMax },
    attempt: 1,
    remainingMs: 30_000,
    backoffMs: 250,
    budgetLeft: true,
    breakerOpenMs: 0,
    suspected: false,
    ...facts,
  });
}

type Row = [name: string, brought: Brought, who: "nobody" | "everybody" | "repeatable"];

function answers(who: Row[2], ...statuses: number[]): Row[] {
  return statuses.map((status) => [`${status}`, answer(status), who]);
}

function failures(who: Row[2], sent: boolean, ...errors: NetworkError[]): Row[] {
  return errors.map((error) => [`${error}, ${sent ? "sent" : "not sent"}`, failure(error, sent), who]);
}

/** Every kind of thing that can come back, and for whom it is repeated when it was no door action. */
const rows: Row[] = [
  ...answers("nobody", 200, 201, 204, 301, 302, 303, 304, 307, 308),
  ...answers("nobody", 400, 401, 403, 404, 405, 408, 409, 410, 413, 418, 422, 423, 425, 428, 431, 451, 499),
  ["422 with Retry-After", answer(422, 1000), "nobody"],
  ...answers("everybody", 429),
  ["429 with Retry-After", answer(429, 2000), "everybody"],
  ...answers("repeatable", 500, 501, 502, 503, 504, 507, 520, 599),
  ["503 with Retry-After", answer(503, 2000), "repeatable"],
  ...failures("everybody", false, "refused", "dns", "tls", "connect_timeout"),
  ...failures("repeatable", true, "head_timeout", "body_timeout", "reset", "truncated", "other"),
  ...failures("nobody", false, "other"),
];

describe.each(rows)("%s", (_, brought, who) => {
  test.each(methods)("%s", (method) => {
    const willing = who === "everybody" || (who === "repeatable" && repeatable.includes(method));
    expect(decide(brought, { method }).do).toBe(willing ? "retry" : "hand_back");
    expect(decide(brought, { method, repeatSafe: true }).do).toBe(who === "nobody" ? "hand_back" : "retry");
    for (const repeatSafe of [false, true]) {
      expect(decide(brought, { method, doorAction: true, repeatSafe }).do).toBe("hand_back");
    }
  });
});

test("a method that nobody knows is not repeated by guess", () => {
  for (const method of ["LINK", "TRACE", "get"]) {
    expect(decide(answer(503), { method })).toEqual({ do: "hand_back", because: "may_have_been_processed" });
  }
});

test.each<[string, Brought, Overrides, ReturnType<typeof decideRetry>]>([
  ["redirect", answer(307), {}, { do: "hand_back", because: "answered" }],
  ["validation", answer(422), {}, { do: "hand_back", because: "client_error" }],
  ["door, 429", answer(429), { doorAction: true }, { do: "hand_back", because: "door_action" }],
  ["door, refused", failure("refused", false), { doorAction: true }, { do: "hand_back", because: "door_action" }],
  ["POST, reset", failure("reset", true), { method: "POST" }, { do: "hand_back", because: "may_have_been_processed" }],
  ["not an HTTP request", failure("other", false), {}, { do: "hand_back", because: "cannot_be_sent" }],
  ["fifth attempt", answer(503), { attempt: 5 }, { do: "hand_back", because: "retries_used_up" }],
  ["fourth attempt", answer(503), { attempt: 4 }, { do: "retry", waitMs: 250 }],
  ["no retries wanted", answer(503), { retriesMax: 0 }, { do: "hand_back", because: "retries_capped" }],
  ["no budget", answer(503), { budgetLeft: false }, { do: "hand_back", because: "retry_budget_empty" }],
  ["breaker opened", answer(503), { breakerOpenMs: 30_000 }, { do: "hand_back", because: "breaker_open" }],
  ["breaker closes first", answer(503, 3000), { breakerOpenMs: 2000 }, { do: "retry", waitMs: 3000 }],
  [
    "deadline passed",
    failure("deadline", true),
    { remainingMs: 0 },
    { do: "hand_back", because: "wait_beyond_deadline" },
  ],
])("%s", (_, brought, overrides, expected) => {
  expect(decide(brought, overrides)).toEqual(expected);
});

test.each<[string, Brought, number]>([
  ["5xx: the backoff", answer(500), 250],
  ["5xx with Retry-After: that, in full", answer(503, 7000), 7000],
  ["Retry-After shorter than the backoff: that", answer(503, 100), 100],
  ["Retry-After: 0 does not say how long", answer(503, 0), 250],
  ["429: a second and the backoff", answer(429), 1250],
  ["429 with Retry-After: that, in full", answer(429, 2000), 2000],
  ["429 with Retry-After: 0", answer(429, 0), 1250],
  ["no connection: the backoff", failure("refused", false), 250],
])("wait after %s", (_, brought, waitMs) => {
  expect(decide(brought)).toEqual({ do: "retry", waitMs });
});

test("a wait that does not fit before the deadline is never shortened", () => {
  expect(decide(answer(429, 2000), { remainingMs: 2001 })).toEqual({ do: "retry", waitMs: 2000 });
  expect(decide(answer(429, 2000), { remainingMs: 2000 })).toEqual({
    do: "hand_back",
    because: "retry_after_beyond_deadline",
  });
  expect(decide(answer(503), { remainingMs: 250 })).toEqual({ do: "hand_back", because: "wait_beyond_deadline" });
});

test("every network error has its row in the table above", () => {
  const covered = rows.flatMap(([, brought]) => (brought.kind === "no_answer" ? [brought.networkError] : []));
  expect(new Set([...covered, "deadline"])).toEqual(new Set(networkErrors));
});
