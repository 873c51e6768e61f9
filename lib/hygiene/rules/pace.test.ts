import { describe, expect, test } from "vitest";
import { callOf, found, lint, times } from "#lib/hygiene/lint-fixture";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

type Case = [string, readonly RecordedCall[], [string, number][]];

const brief = { latencyMs: 5 };
/** So many calls, each begun so long after the one before. */
const row = (count: number, gapMs: number, changes: (n: number) => Partial<SentAttempt> = () => ({})) =>
  times(count, (n) => callOf([200], { ...brief, startedAtMs: n * gapMs, ...changes(n) }));
const eventSets = { method: "POST", route: "POST /event_sets", path: "/event_sets" };
const uploads = { method: "POST", route: "POST /signed_upload_urls", path: "/signed_upload_urls" };

describe("faster than Kisi's limits", () => {
  test.each<Case>([
    ["five in a second", row(5, 100), []],
    ["six in a second", row(6, 100), [["too_fast", 1]]],
    ["ten in a second", row(10, 60), [["too_fast", 5]]],
    ["five a second for long", row(50, 200), []],
    ["five a second by a rounded clock", row(50, 191), []],
    ["six in a second by two users", row(6, 100, (n) => ({ credential: `key-${n % 2}` })), []],
    [
      "six in a second by two keys of one user",
      row(6, 100, (n) => ({ credential: `anna-${n % 2}` })),
      [["too_fast", 1]],
    ],
    [
      "six in a second by two programs of one user",
      row(6, 100, (n) => ({ integration: `program-${n % 2}` })),
      [["too_fast", 1]],
    ],
    ["six in a second whose key nobody told", row(6, 100, () => ({ credential: null, source: "otlp" })), []],
    ["six in a second that Ajar sent without a key", row(6, 100, () => ({ credential: null })), [["too_fast", 1]]],
    ["event sets a second apart", row(3, 1_000, () => eventSets), []],
    ["event sets half a second apart", row(3, 500, () => eventSets), [["too_fast", 2]]],
    ["uploads ten seconds apart", row(3, 10_000, () => uploads), []],
    ["uploads nine seconds apart", row(3, 9_000, () => uploads), [["too_fast", 2]]],
  ])("%s", (_, calls, expected) => {
    expect(found(calls)).toEqual(expected);
  });

  test("retries count like any attempt", () => {
    const retried = times(3, (n) => callOf([503, [200, 10]], { ...brief, startedAtMs: n * 100 }));
    expect(found(retried)).toEqual([["too_fast", 1]]);
  });

  test("a row says how fast, and what is allowed", () => {
    expect(lint(row(6, 100))[0]?.rows[0]?.why).toBe("6\u00a0attempts in 500\u00a0ms, allowed: 5 in 1\u00a0s");
  });
});

describe("calls at the same time", () => {
  const long = (startedAtMs: number, changes: Partial<SentAttempt> = {}) =>
    callOf([200], { latencyMs: 2_000, startedAtMs, ...changes });
  const unlock = { method: "POST", route: "POST /locks/{id}/unlock", path: "/locks/7/unlock" };

  test.each<Case>([
    ["one after another", [long(0), long(2_000)], []],
    ["one into another, by a rounded clock", [long(0), long(1_960)], []],
    ["one into another", [long(0), long(1_900)], [["concurrent_calls", 1]]],
    ["three within the longest", [long(0, { latencyMs: 9_000 }), long(1_000), long(4_000)], [["concurrent_calls", 2]]],
    ["two users", [long(0), long(500, { credential: "bert" })], []],
    [
      "two keys of one user",
      [long(0, { credential: "anna-1" }), long(500, { credential: "anna-2" })],
      [["concurrent_calls", 1]],
    ],
    ["keys that nobody told", [0, 500].map((at) => long(at, { credential: null, source: "ndjson" })), []],
    ["a door that is opened meanwhile", [long(0), long(500, unlock)], []],
    ["a call while a door is opened", [long(0, unlock), long(500)], []],
    ["the attempts of one call", [callOf([503, [200, 0]])], []],
  ])("%s", (_, calls, expected) => {
    expect(found(calls)).toEqual(expected);
  });
});

describe("retries in waves", () => {
  /** Calls of as many users that fail together, and come back after these waits. */
  const crowd = (waits: readonly number[], startedAtMs = 0, changes: Partial<SentAttempt> = {}) =>
    waits.map((waitMs, n) =>
      callOf([503, [200, waitMs]], { startedAtMs: startedAtMs + n * 10, credential: `key-${n}`, ...changes }),
    );
  const same = (count: number) => Array.from({ length: count }, (_, n) => 1_000 + (n % 3) * 20);
  const spread = (count: number) => Array.from({ length: count }, (_, n) => (n * 370) % 1_000);

  test.each<Case>([
    ["ten that fail together and come back together", crowd(same(10)), [["waves", 10]]],
    ["two waves of five", [...crowd(same(5)), ...crowd(same(5), 60_000)], [["waves", 10]]],
    ["one wave of five: too few to tell", crowd(same(5)), []],
    ["ten that come back spread", crowd(spread(10)), []],
    [
      "ten that fail one after another",
      same(10).flatMap((waitMs, n) => crowd([waitMs], n * 400, { credential: `key-${n}` })),
      [],
    ],
    ["ten that were told when", crowd(same(10), 0, { retryAfterMs: 1_000 }), []],
    [
      "a wave among many that spread",
      [0, 1, 2, 3].flatMap((n) => crowd(n === 0 ? same(10) : spread(10), n * 60_000)),
      [],
    ],
    [
      "ten of ten integrations",
      crowd(same(10)).map(({ first, repeats, doorAction }, n) => ({
        first: { ...first, integration: `i-${n}` },
        repeats: repeats.map((repeat) => ({ ...repeat, integration: `i-${n}` })),
        doorAction,
      })),
      [],
    ],
  ])("%s", (_, calls, expected) => {
    expect(found(calls)).toEqual(expected);
  });
});
