import { describe, expect, test } from "vitest";
import { callOf, found, lint, times } from "#lib/hygiene/lint-fixture";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

type Case = [string, readonly RecordedCall[], [string, number][]];

describe("a 4xx that is sent again as a new call", () => {
  const get = (status: number, startedAtMs: number, changes: Partial<SentAttempt> = {}) =>
    callOf([status], { startedAtMs, ...changes });
  const unlock = { method: "POST", route: "POST /locks/{id}/unlock", path: "/locks/7/unlock" };
  const create = { method: "POST", route: "POST /users", path: "/users" };

  test.each<Case>([
    ["the same within seconds", [get(404, 0), get(404, 5_000)], [["client_error_sent_again", 1]]],
    ["again and again", [get(404, 0), get(404, 5_000), get(404, 10_000)], [["client_error_sent_again", 2]]],
    ["the same, later", [get(404, 0), get(404, 10_101)], []],
    ["another lock", [get(404, 0), get(404, 5_000, { path: "/locks/8" })], []],
    ["another user", [get(404, 0), get(404, 5_000, { credential: "bert" })], []],
    [
      "another key of the same user",
      [0, 1].map((n) => get(403, n * 5_000, { credential: `anna-${n}` })),
      [["client_error_sent_again", 1]],
    ],
    ["another method", [get(404, 0), get(404, 5_000, { method: "DELETE", route: "DELETE /locks/{id}" })], []],
    ["after a success", [get(200, 0), get(200, 5_000)], []],
    ["after a 429", [get(429, 0), get(200, 5_000)], []],
    ["after a 5xx", [get(503, 0), get(200, 5_000)], []],
    ["with a success in between", [get(404, 0), get(200, 2_000), get(404, 4_000)], [["client_error_sent_again", 1]]],
    ["a door", [get(403, 0, unlock), get(403, 5_000, unlock)], [["client_error_sent_again", 1]]],
    ["a body, which may be another", [get(422, 0, create), get(422, 5_000, create)], []],
  ])("%s", (_, calls, expected) => {
    expect(found(calls)).toEqual(expected);
  });
});

describe("a sign-in for each call", () => {
  const minute = 60_000;
  const signIn = (startedAtMs: number, changes: Partial<SentAttempt> = {}) =>
    callOf([200], {
      method: "POST",
      route: "POST /logins",
      path: "/logins",
      credential: null,
      startedAtMs,
      ...changes,
    });
  const use = (startedAtMs: number, credential: string | null, changes: Partial<SentAttempt> = {}) =>
    callOf([200], { startedAtMs, credential, ...changes });
  /** So many sign-ins, each followed by so many calls with the key that it made. */
  const logins = (count: number, calls: number, keyOf: (n: number) => string | null, gapMs = minute) =>
    Array.from({ length: count }, (_, n) => [
      signIn(n * gapMs),
      ...times(calls, (m) => use(n * gapMs + (m + 1) * 1_000, keyOf(n))),
    ]).flat();

  test.each<Case>([
    ["five of one user, one call each", logins(5, 1, (n) => `anna-${n}`), [["sign_in_each_call", 5]]],
    ["five of somebody, two calls each", logins(5, 2, (n) => `key-${n}`), [["sign_in_each_call", 5]]],
    ["five whose keys nobody told", logins(5, 1, () => null), [["sign_in_each_call", 5]]],
    ["four", logins(4, 1, (n) => `anna-${n}`), []],
    ["five that serve three calls each", logins(5, 3, (n) => `anna-${n}`), []],
    ["five sign-ins for one key that is kept", [signIn(0), ...times(9, (n) => use(1_000 + n * minute, "anna-1"))], []],
    [
      "five that are used again later",
      [...logins(5, 1, (n) => `anna-${n}`), ...times(10, (n) => use(9 * minute + n * 1_000, `anna-${n % 5}`))],
      [],
    ],
    ["five hours apart", logins(5, 1, (n) => `anna-${n}`, 61 * minute), []],
    ["five people, once each", logins(6, 1, (n) => (n % 2 ? `anna-${n}` : `bert-${n}`)), []],
    [
      "sign-ins of others, while an old key is used",
      [
        use(0, "anna-1"),
        ...times(6, (n) => signIn((n + 1) * minute)),
        ...times(6, (n) => use((n + 1) * minute + 500, "anna-1")),
      ],
      [],
    ],
    ["sign-ins that nothing follows", times(6, (n) => signIn(n * minute)), []],
    ["a sign-in that is refused", times(4, (n) => signIn(n * minute, { status: 401, outcome: "client_error" })), []],
  ])("%s", (_, calls, expected) => {
    expect(found(calls)).toEqual(expected);
  });

  test("one that is used for long parts two runs", () => {
    const calls = logins(9, 1, (n) => `anna-${n}`);
    expect(found([...calls, ...times(3, (n) => use(4 * minute + 2_000 + n * 1_000, "anna-4"))])).toEqual([]);
  });
});

describe("deprecated operations", () => {
  const members = { route: "GET /members", path: "/members" };

  test.each<Case>([
    ["an answer with Sunset", [callOf([200], { sunset: "2027-01-31T00:00:00.000Z" })], [["deprecated_operation", 1]]],
    ["an answer with Deprecation", [callOf([200], { deprecation: "true" })], [["deprecated_operation", 1]]],
    ["an operation that Kisi lists", [callOf([200], members)], [["deprecated_operation", 1]]],
    ["its successor", [callOf([200], { route: "GET /users", path: "/users" })], []],
    ["an answer that says nothing", [callOf([200])], []],
  ])("%s", (_, calls, expected) => {
    expect(found(calls)).toEqual(expected);
  });

  test("the date that was told is what the row shows", () => {
    const [finding] = lint([callOf([200], { ...members, sunset: "2027-01-31T00:00:00.000Z" })]);
    expect(finding?.rows[0]?.why).toBe("may vanish after 2027-01-31T00:00:00.000Z");
  });
});

test.each<Case>([
  ["both", [callOf([200], { partnerHeaders: "both" })], []],
  ["not known", [callOf([200], { partnerHeaders: null })], []],
  ["neither", [callOf([503, 200], { partnerHeaders: "none" })], [["partner_headers_missing", 2]]],
  ["no contact", [callOf([200], { partnerHeaders: "identifier" })], [["partner_headers_missing", 1]]],
  ["no identifier", [callOf([200], { partnerHeaders: "contact" })], [["partner_headers_missing", 1]]],
])("partner headers: %s", (_, calls, expected) => {
  expect(found(calls)).toEqual(expected);
});
