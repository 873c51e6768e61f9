import fc from "fast-check";
import { expect, test } from "vitest";
import type { SentAttempt } from "#lib/model/attempt";
import { createRecordedWorld } from "#lib/risk/recorded-world";
import { sentAttempt } from "#lib/risk/sent-attempt-fixture";

const at = (startedAtMs: number, status = 200, changes: Partial<SentAttempt> = {}) =>
  sentAttempt(status, { startedAtMs, ...changes });

function worldOf(attempts: readonly SentAttempt[]) {
  const world = createRecordedWorld();
  for (const attempt of attempts.toSorted((a, b) => b.startedAtMs - a.startedAtMs)) world.add(attempt);
  return world;
}

const kind = sentAttempt(200);

test.each<[string, SentAttempt[], number | null]>([
  ["nothing", [], null],
  ["one a minute later", [at(160_000)], 160_000],
  ["one that is further off", [at(160_001)], null],
  ["one a minute before", [at(40_000)], 40_000],
  ["the nearer of two", [at(90_000), at(105_000)], 105_000],
  ["the earlier of two that are equally near", [at(90_000), at(110_000)], 90_000],
  ["a client error, which is about one request", [at(100_000, 404), at(120_000, 503)], 120_000],
  ["one that its caller left", [at(100_000, 200, { outcome: "aborted", status: null })], null],
  ["another credential", [at(100_000, 200, { credential: "other" })], null],
  ["another route", [at(100_000, 200, { route: "GET /users" })], null],
])("among %s the answer at 100 s is found", (_, attempts, foundAtMs) => {
  expect(worldOf(attempts).answerNear(kind, 100_000)?.startedAtMs ?? null).toBe(foundAtMs);
});

test("is the nearest of any number of attempts", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200_000), { minLength: 1 }), fc.nat(200_000), (times, atMs) => {
      const found = worldOf(times.map((ms) => at(ms))).answerNear(kind, atMs);
      const nearest = Math.min(...times.map((ms) => Math.abs(ms - atMs)));
      expect(found ? Math.abs(found.startedAtMs - atMs) : null).toBe(nearest <= 60_000 ? nearest : null);
    }),
  );
});
