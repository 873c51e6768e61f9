import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { outcomeOfStatus } from "#lib/model/outcome";
import { createSuspensionWatch, type SuspensionState, suspensionStateSchema } from "#lib/risk/suspension-watch";
import { sampleAttempt } from "#lib/store/sample-attempt";

const startMs = Date.UTC(2026, 10, 23, 12);
const minuteMs = 60_000;

/** Attempts in the words `key route status`, a second after each other; `+n` lets n minutes pass. */
function play(script: string, former: SuspensionState | null = null, fromMs = startMs, more: Partial<Attempt> = {}) {
  const watch = createSuspensionWatch(former);
  let nowMs = fromMs;
  for (const line of script.split(",").map((part) => part.trim())) {
    if (line.startsWith("+")) {
      nowMs += Number(line.slice(1)) * minuteMs;
      continue;
    }
    const [credential = null, route = "", word = "", times = "1"] = line.split(" ");
    for (let count = Number(times.replace("x", "")); count > 0; count -= 1) {
      nowMs += 1_000;
      const status = word === "-" ? null : Number(word);
      const outcome = status === null ? "network_error" : outcomeOfStatus(status);
      watch.note(sampleAttempt({ credential, route, status, outcome, startedAtMs: nowMs, ...more }), nowMs);
    }
  }
  return { watch, nowMs };
}

const worked = "a locks 200, a users 200, b locks 200, b users 200, +5";

test.each<[string, string, readonly string[] | null]>([
  ["nothing has happened", "a locks 200", null],
  [
    "a key is refused on all its routes with 403, and no other is in use",
    "a locks 200, a users 200, a locks 403 x2, a users 403",
    ["forbidden"],
  ],
  ["two refusals are too few", "a locks 200, a users 200, a locks 403, a users 403", null],
  ["one route of two is no shutting out", "a locks 200, a users 200, a locks 403 x9", null],
  ["a key that uses one route needs five", "a locks 200, a locks 403 x4", null],
  ["and has them", "a locks 200, a locks 403 x5", ["forbidden"]],
  ["one key with 401 is a revoked key", "a locks 200, a users 200, a locks 401 x5, a users 401 x5", null],
  [
    "two keys with 401 are not",
    `${worked}, a locks 401 x2, a users 401, b locks 401 x2, b users 401`,
    ["several_keys"],
  ],
  [
    "two keys with 403",
    `${worked}, a locks 403 x2, a users 403, b locks 403 x2, b users 403`,
    ["several_keys", "forbidden"],
  ],
  ["one key with 403 while another works", `${worked}, a locks 403 x2, a users 403, b locks 200`, null],
  ["a key that never worked", "a locks 403 x9, a users 403 x9", null],
  ["routes that never worked", "a locks 200, a users 200, a cards 403 x9, a roles 403 x9", null],
  ["a success in between", "a locks 200, a users 200, a locks 403 x2, a locks 200, a users 403 x2", null],
  [
    "a 422 in between: its content was looked at",
    "a locks 200, a users 200, a locks 403 x2, a users 422, a users 403 x2",
    null,
  ],
  [
    "a 404, 429, 503 or no answer in between says nothing",
    "a locks 200, a users 200, a locks 403 x2, a x 404, a x 429, a x 503, a x -, a users 403",
    ["forbidden"],
  ],
  [
    "two keys that were revoked on different days",
    `${worked}, a locks 401 x2, a users 401, +200, b locks 200, +1, b locks 401 x2, b users 401`,
    null,
  ],
  ["a key that last worked eight days ago", "a locks 200, a users 200, +11520, a locks 403 x3, a users 403 x3", null],
])("%s", (_, script, signs) => {
  expect(play(script).watch.current()?.signs ?? null).toEqual(signs);
});

test("Kisi's own words are enough", () => {
  const { watch, nowMs } = play("a locks 200, a users 200");
  const refused = { credential: "a", status: 401, outcome: "client_error", startedAtMs: nowMs } as const;
  for (const route of ["locks", "locks", "users"]) {
    watch.note(sampleAttempt({ ...refused, route, errorMessage: "Your API access is suspended." }), nowMs);
  }
  expect(watch.current()?.signs).toEqual(["kisi_says_so"]);
});

test("the evidence is listed: which keys, since when, on what routes, with what words", () => {
  const words = { errorCode: "fcd8ff", errorMessage: "Access disabled.", integration: "sync", credentialLast4: "wxyz" };
  const before = play("a locks 200, a users 200").watch.state();
  const { watch, nowMs } = play("a locks 403 x2, a users 403", before, startMs + minuteMs, words);
  expect(watch.current()).toEqual({
    sinceMs: startMs + minuteMs + 1_000,
    signs: ["forbidden"],
    workingKeys: 0,
    keys: [
      {
        credential: "a",
        last4: null,
        integration: "sync",
        lastSuccessAtMs: startMs + 2_000,
        refusedSinceMs: startMs + minuteMs + 1_000,
        lastRefusedAtMs: nowMs,
        refusals: 3,
        statuses: [403],
        routes: ["locks", "users"],
        errorCode: "fcd8ff",
        errorMessage: "Access disabled.",
        lastCallId: expect.stringMatching(/^call-/),
      },
    ],
  });
});

test("it ends with the first success of any of its keys, for all of them", () => {
  const suspended = `${worked}, a locks 403 x3, a users 403, b locks 403 x3, b users 403`;
  expect(play(`${suspended}, +90, a users 200`).watch.current()).toBeNull();
  expect(play(`${suspended}, +90, a users 200, b users 403`).watch.current()).toBeNull();
  expect(play(`${suspended}, +90, c users 200`).watch.current()).toMatchObject({ workingKeys: 1 });
});

test("an answer to what was sent before the refusals does not end it", () => {
  const { watch, nowMs } = play("a locks 200, a users 200, a locks 403 x3, a users 403");
  watch.note(sampleAttempt({ credential: "a", startedAtMs: nowMs - 5_000 }), nowMs);
  expect(watch.current()).not.toBeNull();
});

test("a key refused alone is told apart, with the same evidence", () => {
  const { watch } = play(`${worked}, a locks 401 x2, a users 401, b locks 200`);
  expect(watch.current()).toBeNull();
  expect(watch.refusedKeys()).toMatchObject([{ credential: "a", statuses: [401], refusals: 3 }]);
});

test("what is imported of the past, was never sent, or has no key says nothing", () => {
  const past = { startedAtMs: startMs - 601_000 };
  const blocked = { attempt: 0, outcome: "blocked", status: null } as const;
  for (const more of [past, blocked, { credential: null }]) {
    const { watch } = play("a locks 200, a users 200, a locks 403 x3, a users 403", null, startMs, more);
    expect(watch.current()).toBeNull();
    expect(watch.state()).toEqual([]);
  }
});

test("a restart changes nothing", () => {
  const { watch } = play(`${worked}, a locks 403 x3, a users 403, b locks 403 x3`);
  const kept = suspensionStateSchema.parse(JSON.parse(JSON.stringify(watch.state())));
  const after = createSuspensionWatch(kept);
  expect(after.current()).toEqual(watch.current());
  expect(play("b users 403", kept, startMs + 6 * minuteMs).watch.current()?.keys).toHaveLength(2);
});

test("storing is asked for when something is told, not for every success", () => {
  const watch = createSuspensionWatch(null);
  const note = (changes: Partial<Attempt>) => {
    const { startedAtMs, ...attempt } = sampleAttempt({ credential: "a", startedAtMs: startMs, ...changes });
    return watch.note({ ...attempt, startedAtMs }, startedAtMs);
  };
  const refused = { status: 403, outcome: "client_error" } as const;
  expect([
    note({}),
    note({}),
    note({ startedAtMs: startMs + minuteMs }),
    note({ ...refused, startedAtMs: startMs + minuteMs }),
  ]).toEqual([true, false, true, true]);
});

test("a flood of keys fills no memory", () => {
  const watch = createSuspensionWatch(null);
  for (let index = 0; index < 1_000; index += 1) {
    watch.note(sampleAttempt({ credential: `key ${index}`, startedAtMs: startMs }), startMs);
  }
  expect(watch.state()).toHaveLength(200);
});
