import { describe, expect, test } from "vitest";
import { callOf, found, lint, times } from "#lib/hygiene/lint-fixture";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

const post = { method: "POST", route: "POST /users", path: "/users" };
const unlock = { method: "POST", route: "POST /locks/{id}/unlock", path: "/locks/7/unlock" };
const lost = { outcome: "network_error", networkError: "reset", status: null } as const;
const refused = { ...lost, networkError: "refused" } as const;

describe("within one call", () => {
  test.each<[string, RecordedCall, [string, number][]]>([
    ["a success", callOf([200]), []],
    ["a 5xx that was tried again", callOf([503, 503, 200]), []],
    ["a 4xx that was handed back", callOf([422]), []],
    ["a 4xx that was tried again", callOf([422, 422, 200]), [["client_error_retried", 2]]],
    ["a 429 that said nothing, a second later", callOf([429, [200, 1_000]]), []],
    ["a 429 that said nothing, at once", callOf([429, [200, 900]]), [["retry_after_cut_short", 1]]],
    ["a 503 that said nothing, at once", callOf([503, [200, 0]]), []],
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
  const refusals = (count: number, gapMs: number) =>
    times(count, (n) => callOf([422], { ...post, startedAtMs: n * gapMs }));

  test.each<[string, RecordedCall[], [string, number][]]>([
    ["four refusals in a row", refusals(4, 1_000), []],
    ["five", refusals(5, 1_000), [["error_loop", 5]]],
    ["eight", refusals(8, 10_000), [["error_loop", 8]]],
    ["five that are far apart", refusals(5, 10_001), []],
    [
      "five with a success between",
      times(6, (n) => callOf([n === 3 ? 200 : 422], { ...post, startedAtMs: n * 1_000 })),
      [],
    ],
    [
      "five with two statuses",
      times(5, (n) => callOf([n % 2 === 0 ? 422 : 404], { ...post, startedAtMs: n * 1_000 })),
      [],
    ],
    [
      "five under two keys",
      times(5, (n) => callOf([422], { ...post, startedAtMs: n * 1_000, credential: `key-${n % 2}` })),
      [],
    ],
    [
      "five under two keys of one user",
      times(5, (n) => callOf([422], { ...post, startedAtMs: n * 1_000, credential: `anna-${n % 2}` })),
      [["error_loop", 5]],
    ],
    ["waits that grow", times(10, (n) => callOf([503, [503, 500], [503, 900]], { startedAtMs: n * 9_000 })), []],
    [
      "waits that do not",
      times(10, (n) => callOf([503, [503, 500], [503, 500]], { startedAtMs: n * 9_000 })),
      [["flat_waits", 20]],
    ],
    ["too few to tell", times(9, (n) => callOf([503, [503, 500], [503, 500]], { startedAtMs: n * 9_000 })), []],
    [
      "waits that were asked for",
      times(10, (n) => callOf([429, 429, 429], { startedAtMs: n * 9_000, retryAfterMs: 1_000 })),
      [],
    ],
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
    ["a call after its time", { startedAtMs: 5_000 }, []],
  ])("while a user is told to wait: %s", (_, changes, expected) => {
    const limited = callOf([429], { retryAfterMs: 5_000, credential: "anna-1" });
    expect(found([limited, callOf([200], { credential: "anna-1", ...changes })])).toEqual(expected);
  });
});

test("findings are of one integration each, gravest first, with calls, users and the newest rows", () => {
  const wrong = (n: number, integration: string | null, credential: string) =>
    callOf([422, 422], { startedAtMs: n * 5_000, integration, credential });
  const calls = [
    wrong(0, "a", "x"),
    wrong(1, "a", "x"),
    wrong(2, "a", "y"),
    wrong(3, "a", "anna-1"),
    wrong(4, null, "x"),
  ];
  const others = calls.map(({ first, ...rest }, n) => ({ first: { ...first, path: `/locks/${n}` }, ...rest }));
  const door = callOf([503, 200], { ...unlock, integration: "a", startedAtMs: 90_000 });
  const findings = lint([...others, door]);
  expect(findings.map(({ rule, integration }) => [rule, integration])).toEqual([
    ["door_repeated", "a"],
    ["client_error_retried", "a"],
    ["client_error_retried", null],
  ]);
  expect(findings[1]).toMatchObject({ calls: 4, attempts: 4, users: 3 });
  expect(findings[1]?.rows.map(({ callId }) => callId)).toEqual(
    [calls[3], calls[2], calls[1], calls[0]].map((call) => call?.first.callId),
  );
  expect(findings[0]?.rows[0]).toMatchObject({ route: unlock.route, status: 200, why: "503 → 200" });
});

test("of very many calls the newest hundred are kept, and all are counted", () => {
  const calls = times(1_000, (n) => callOf([422, 422], { startedAtMs: n * 20_000, path: `/locks/${n}` }));
  const [finding] = lint(calls);
  expect(finding).toMatchObject({ calls: 1_000, attempts: 1_000 });
  expect(finding?.rows).toHaveLength(100);
  expect(finding?.rows[0]?.startedAtMs).toBe(999 * 20_000);
  expect(finding?.rows[99]?.startedAtMs).toBe(900 * 20_000);
});
