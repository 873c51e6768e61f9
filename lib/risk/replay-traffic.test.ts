import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SentAttempt } from "#lib/model/attempt";
import { outcomeOfStatus } from "#lib/model/outcome";
import { readTraffic } from "#lib/risk/read-traffic";
import { readyPolicies } from "#lib/risk/ready-policies";
import type { ReplayTally } from "#lib/risk/replay-tally";
import { replayTraffic, sumRecorded } from "#lib/risk/replay-traffic";
import { createAjarPolicy, noRetries, type PolicyRules, policyOf, type RetryPolicy } from "#lib/risk/retry-policy";
import { sentAttempt } from "#lib/risk/sent-attempt-fixture";

const range = { fromMs: 0, toMs: 100_000_000 };
const options = { dayStarts: [0, 43_200_000], pause: async () => undefined };
const statuses = [200, 200, 200, 302, 404, 422, 429, 500, 503];

const arbitraryCall = fc.record({
  startedAtMs: fc.nat(86_000_000),
  method: fc.constantFrom("GET", "POST"),
  credential: fc.constantFrom("a", "b"),
  /** What Kisi would answer to the first, second, … attempt. */
  fate: fc.array(fc.constantFrom(...statuses), { minLength: 12, maxLength: 12 }),
  retryAfterMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
});
// Oldest first, and none at the same time as another, for a policy may remember what came before.
const arbitraryCalls = fc
  .uniqueArray(arbitraryCall, { minLength: 1, maxLength: 25, selector: ({ startedAtMs }) => startedAtMs })
  .map((calls) => calls.toSorted((a, b) => a.startedAtMs - b.startedAtMs));

const arbitraryRules: fc.Arbitrary<PolicyRules> = fc.record({
  retried: fc.subarray(["4xx", "429", "5xx", "network"]),
  methods: fc.constantFrom("all" as const, "repeatable" as const),
  retriesMax: fc.nat(6),
  baseMs: fc.nat(2_000),
  factor: fc.constantFrom(1, 2),
  capMs: fc.nat(10_000),
  jitter: fc.constantFrom("none" as const, "full" as const),
  retryAfter: fc.constantFrom("ignored" as const, "honoured" as const, "capped" as const),
});

/** What is on record after calls were made under a policy. */
function record(
  calls: readonly (typeof arbitraryCall extends fc.Arbitrary<infer Call> ? Call : never)[],
  policy: RetryPolicy,
) {
  return calls.flatMap(({ startedAtMs, method, credential, fate, retryAfterMs }, n): SentAttempt[] => {
    const attempts: SentAttempt[] = [];
    let atMs = startedAtMs;
    for (const status of fate) {
      const answer = sentAttempt(status, {
        ...{ callId: `call-${n}`, attempt: attempts.length + 1, startedAtMs: atMs, method, credential },
        route: `${method} /locks`,
        retryAfterMs: status === 429 ? retryAfterMs : null,
      });
      attempts.push(answer);
      const elapsedMs = atMs + answer.latencyMs - startedAtMs;
      const waitMs = policy({ method, doorAction: false, attempt: attempts.length, answer, elapsedMs });
      if (waitMs === null) break;
      atMs += answer.latencyMs + waitMs;
    }
    return attempts;
  });
}

async function trafficOf(attempts: readonly SentAttempt[]) {
  const newestFirst = attempts.toSorted((a, b) => b.startedAtMs - a.startedAtMs);
  return readTraffic(
    { readSentAttempts: async () => ({ data: newestFirst, nextCursor: null }) },
    { range, attemptsMax: 1_000_000 },
  );
}

describe("for random traffic", () => {
  test("replaying the policy that it was recorded under changes nothing", async () => {
    const policies = fc.oneof(
      arbitraryRules.map((rules) => () => policyOf(rules)),
      fc.constant(createAjarPolicy),
    );
    await fc.assert(
      fc.asyncProperty(arbitraryCalls, policies, async (calls, create) => {
        const traffic = await trafficOf(record(calls, create()));
        const [before, after] = [await sumRecorded(traffic, options), await replayTraffic(traffic, create(), options)];
        expect(rounded(after.totals)).toEqual(rounded(before.totals));
        expect([...after.byRoute].map(([route, tally]) => [route, rounded(tally)])).toEqual(
          [...before.byRoute].map(([route, tally]) => [route, rounded(tally)]),
        );
      }),
    );
  });

  test("without retries every call is one attempt, none is saved, and no policy costs less", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCalls, arbitraryRules, arbitraryRules, async (calls, made, tried) => {
        const traffic = await trafficOf(record(calls, policyOf(made)));
        const { totals } = await replayTraffic(traffic, noRetries, options);
        expect(totals).toMatchObject({
          attempts: totals.calls,
          calls: calls.length,
          retried: 0,
          recovered: 0,
          retryMs: 0,
        });
        const other = await replayTraffic(traffic, policyOf(tried), options);
        expect(other.totals.bad).toBeGreaterThanOrEqual(totals.bad);
        expect(other.totals.failed).toBeLessThanOrEqual(totals.failed);
      }),
    );
  });

  test("more codes or more retries never cost fewer attempts or bad ones", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCalls, arbitraryRules, fc.nat(3), async (calls, fewer, extra) => {
        const traffic = await trafficOf(record(calls, createAjarPolicy()));
        const more = { ...fewer, retried: ["4xx", "429", "5xx", "network"], retriesMax: fewer.retriesMax + extra };
        const [less, greater] = [
          await replayTraffic(traffic, policyOf(fewer), options),
          await replayTraffic(traffic, policyOf(more), options),
        ];
        expect(greater.totals.bad).toBeGreaterThanOrEqual(less.totals.bad);
        expect(greater.totals.attempts).toBeGreaterThanOrEqual(less.totals.attempts);
      }),
    );
  });

  test("routes and days sum up to the totals", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCalls, fc.constantFrom(...readyPolicies), async (calls, { create }) => {
        const traffic = await trafficOf(record(calls, createAjarPolicy()));
        const { totals, byRoute, byDay } = await replayTraffic(traffic, create(), options);
        for (const parts of [byRoute, byDay]) {
          const sum = [...parts.values()].reduce((bad, tally) => bad + tally.bad, 0);
          expect(sum).toBe(totals.bad);
        }
        expect([...byDay.keys()].every((day) => options.dayStarts.includes(day))).toBe(true);
      }),
    );
  });
});

test("one 422 is 11 bad attempts under the defaults of p-retry", async () => {
  const traffic = await trafficOf([sentAttempt(422)]);
  const policy = readyPolicies.find(({ id }) => id === "p-retry")?.create() ?? noRetries;
  const { totals } = await replayTraffic(traffic, policy, options);
  expect(totals).toMatchObject({ calls: 1, attempts: 11, bad: 11, recovered: 0, failed: 1, assumed: 10 });
});

test("repeats of a door action are counted", async () => {
  const unlock = { method: "POST", route: "POST /locks/{id}/unlock", outcome: outcomeOfStatus(503) };
  const traffic = await trafficOf([sentAttempt(503, unlock)]);
  const totals = async (id: string) =>
    (await replayTraffic(traffic, readyPolicies.find((ready) => ready.id === id)?.create() ?? noRetries, options))
      .totals;
  expect(await totals("everything")).toMatchObject({ doorRepeats: 5 });
  expect(await totals("ajar")).toMatchObject({ doorRepeats: 0, attempts: 1 });
});

// Sums of fractions differ in their last digits.
function rounded(tally: ReplayTally): ReplayTally {
  return { ...tally, retryMs: Math.round(tally.retryMs * 1_000) / 1_000 };
}
