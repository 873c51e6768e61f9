import { expect, test } from "vitest";
import { createRecordedWorld } from "#lib/risk/recorded-world";
import { type RecordedCall, recordedRun, replayCall } from "#lib/risk/replay-call";
import { policyOf } from "#lib/risk/retry-policy";
import { sentAttempt } from "#lib/risk/sent-attempt-fixture";

const everyFailure = policyOf({
  ...{ retried: ["4xx", "429", "5xx", "network"], methods: "all", retriesMax: 2 },
  ...{ baseMs: 1_000, factor: 1, capMs: 1_000, jitter: "none", retryAfter: "ignored" },
});

/** A call whose attempts began each so many ms after the one before. */
function callOf(statuses: readonly number[], gapMs: number): RecordedCall {
  const [first, ...repeats] = statuses.map((status, n) =>
    sentAttempt(status, { attempt: n + 1, startedAtMs: 1_000_000 + n * gapMs }),
  );
  return { first: first ?? sentAttempt(200), repeats, doorAction: false };
}

function worldWith(...others: [atMs: number, status: number][]) {
  const world = createRecordedWorld();
  for (const [startedAtMs, status] of others) world.add(sentAttempt(status, { startedAtMs, latencyMs: 7 }));
  return world;
}

test.each<[string, number[], [number, number][], number[], number, number]>([
  ["a success stays one attempt", [200], [], [200], 0, 0],
  ["recorded attempts are answered as they were", [503, 503, 200], [], [503, 503, 200], 0, 0],
  ["what the policy would not have tried is left out", [503, 503, 503, 200], [], [503, 503, 503], 0, 0],
  ["what is not on record is answered as its neighbour", [503], [[1_002_000, 200]], [503, 200], 1, 0],
  ["without a neighbour it is answered as before", [503], [[2_000_000, 200]], [503, 503, 503], 0, 2],
  ["a 4xx comes again, whatever its neighbours got", [422], [[1_001_000, 200]], [422, 422, 422], 0, 2],
  ["a neighbour may fail as well", [503], [[1_001_000, 429]], [503, 429, 429], 2, 0],
  ["after the end of the record the world is asked", [503, 503], [[1_002_200, 200]], [503, 503, 200], 1, 0],
])("%s", (_, recorded, others, expected, found, assumed) => {
  const run = replayCall(callOf(recorded, 1_100), everyFailure, worldWith(...others));
  expect(run.answers.map(({ status }) => status)).toEqual(expected);
  expect(run).toMatchObject({ found, assumed });
});

test("a replay takes the waits of its policy and the latencies of the answers", () => {
  const run = replayCall(callOf([503, 503], 1_100), everyFailure, worldWith([1_002_300, 200]));
  expect(run.durationMs).toBe(100 + 1_000 + 100 + 1_000 + 7);
});

test("what was recorded took from its first start to its last end", () => {
  expect(recordedRun(callOf([503, 503, 200], 5_000)).durationMs).toBe(10_100);
  expect(recordedRun(callOf([200], 0)).durationMs).toBe(100);
});

test("a policy that never ends is stopped", () => {
  expect(replayCall(callOf([503], 0), () => 0, worldWith()).answers).toHaveLength(100);
});
