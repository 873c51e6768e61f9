import { describe, expect, test } from "vitest";
import { createPayerOf } from "#lib/hygiene/payer";
import { createRetryLint } from "#lib/hygiene/retry-lint";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";
import { sentAttempt } from "#lib/risk/sent-attempt-fixture";

const payerOf = createPayerOf((fingerprint) => (fingerprint.startsWith("anna") ? "anna" : null));

let made = 0;

/** A call whose attempts are answered with these statuses, each begun so long after the end of the one before. */
function callOf(steps: readonly (number | [status: number, waitMs: number])[], changes: Partial<SentAttempt> = {}) {
  made += 1;
  let atMs = changes.startedAtMs ?? 0;
  const attempts = steps.map((step, n) => {
    const [status, waitMs] = typeof step === "number" ? [step, 1_000] : step;
    if (n > 0) atMs += 100 + waitMs;
    return sentAttempt(status, { callId: `call-${made}`, attempt: n + 1, ...changes, startedAtMs: atMs });
  });
  const [first = sentAttempt(200), ...repeats] = attempts;
  return { first, repeats, doorAction: first.route.endsWith("/unlock") } satisfies RecordedCall;
}

function lint(calls: readonly RecordedCall[]) {
  const started = createRetryLint(payerOf);
  for (const call of calls) started.add(call);
  return started.findings();
}

const found = (calls: readonly RecordedCall[]) => lint(calls).map(({ kind, attempts }) => [kind, attempts]);
const times = (count: number, make: (n: number) => RecordedCall) => Array.from({ length: count }, (_, n) => make(n));
const post = { method: "POST", route: "POST /users" };
const unlock = { method: "POST", route: "POST /locks/{id}/unlock" };
const lost = { outcome: "network_error", networkError: "reset", status: null } as const;
const refused = { ...lost, networkError: "refused" } as const;

describe("within one call", () => {
  test.each<[string, RecordedCall, [string, number][]]>([
    ["a success", callOf([200]), []],
    ["a 5xx that was tried again", callOf([503, 503, 200]), []],
    ["a 4xx that was handed back", callOf([422]), []],
    ["a 4xx that was tried again", callOf([422, 422, 200]), [["client_error_retried", 2]]],
    ["a 429 after its time", callOf([429, [200, 5_000]], { retryAfterMs: 5_000 }), []],
    ["a 429 after its time, by a rounded clock", callOf([429, [200, 4_960]], { retryAfterMs: 5_000 }), []],
    ["a 429 before its time", callOf([429, [200, 4_000]], { retryAfterMs: 5_000 }), [["retry_after_cut_short", 1]]],
    ["a 503 before its time", callOf([503, [200, 10]], { retryAfterMs: 5_000 }), [["retry_after_cut_short", 1]]],
    ["a POST after a 503", callOf([503, 200], post), [["write_repeated", 1]]],
    ["a POST after a 429", callOf([429, 200], post), []],
    ["a POST after a lost connection", callOf([503, 200], { ...post, ...lost }), [["write_repeated", 1]]],
    ["a POST that was never sent", callOf([503, 200], { ...post, ...refused }), []],
    ["a door action", callOf([503, 200], unlock), [["door_repeated", 1]]],
    ["a door action after a 429", callOf([429, 429, 200], unlock), [["door_repeated", 2]]],
  ])("%s", (_, call, expected) => {
    expect(found([call])).toEqual(expected);
  });
});

describe("across calls", () => {
  const refusals = (count: number, gapMs: number, changes: Partial<SentAttempt> = {}) =>
    times(count, (n) => callOf([422], { startedAtMs: n * gapMs, ...changes }));

  test.each<[string, RecordedCall[], [string, number][]]>([
    ["four refusals in a row", refusals(4, 1_000), []],
    ["five", refusals(5, 1_000), [["error_loop", 5]]],
    ["eight", refusals(8, 10_000), [["error_loop", 8]]],
    ["five that are far apart", refusals(5, 10_001), []],
    [
      "five with a success between",
      [...refusals(3, 1_000), callOf([200], { startedAtMs: 3_000 }), ...refusals(2, 1_000, { startedAtMs: 4_000 })],
      [],
    ],
    ["five with two statuses", times(5, (n) => callOf([n % 2 === 0 ? 422 : 404], { startedAtMs: n })), []],
    ["five under two keys", times(5, (n) => callOf([422], { startedAtMs: n, credential: `key-${n % 2}` })), []],
    [
      "five under two keys of one user",
      times(5, (n) => callOf([422], { startedAtMs: n, credential: `anna-${n % 2}` })),
      [["error_loop", 5]],
    ],
    ["waits that grow", times(10, () => callOf([503, [503, 500], [503, 900]])), []],
    ["waits that do not", times(10, () => callOf([503, [503, 500], [503, 500]])), [["flat_waits", 20]]],
    ["too few to tell", times(9, () => callOf([503, [503, 500], [503, 500]])), []],
    ["waits that were asked for", times(10, () => callOf([429, 429, 429], { retryAfterMs: 1_000 })), []],
  ])("%s", (_, calls, expected) => {
    expect(found(calls)).toEqual(expected);
  });

  test.each<[string, Partial<SentAttempt>, [string, number][]]>([
    ["another call with the key, before its time", { startedAtMs: 3_000 }, [["sent_while_told_to_wait", 1]]],
    [
      "another call with another key of the user",
      { startedAtMs: 3_000, credential: "anna-2" },
      [["sent_while_told_to_wait", 1]],
    ],
    ["another user", { startedAtMs: 3_000, credential: "bert" }, []],
    ["a call that was under way already", { startedAtMs: 99 }, []],
    ["a call after its time", { startedAtMs: 5_100 }, []],
  ])("while a user is told to wait: %s", (_, changes, expected) => {
    const limited = callOf([429], { retryAfterMs: 5_000, credential: "anna-1" });
    expect(found([limited, callOf([200], { credential: "anna-1", ...changes })])).toEqual(expected);
  });
});

test("findings are of one integration each, gravest first, with calls, users and the newest examples", () => {
  const wrong = (integration: string | null, credential: string) => callOf([422, 422], { integration, credential });
  const calls = [wrong("a", "x"), wrong("a", "x"), wrong("a", "y"), wrong("a", "anna-1"), wrong(null, "x")];
  const door = callOf([503, 200], { ...unlock, integration: "a" });
  const findings = lint([...calls, door]);
  expect(findings.map(({ kind, integration }) => [kind, integration])).toEqual([
    ["door_repeated", "a"],
    ["client_error_retried", "a"],
    ["client_error_retried", null],
  ]);
  expect(findings[1]).toMatchObject({ calls: 4, attempts: 4, users: 3 });
  expect(findings[1]?.examples).toEqual([calls[3], calls[2], calls[1]].map((call) => call?.first.callId));
});
