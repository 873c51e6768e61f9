import fc from "fast-check";
import type { Attempt } from "#lib/model/attempt";
import type { AttemptFilter } from "#lib/model/filter";
import { type Outcome, outcomeOfStatus, outcomes, statusClasses } from "#lib/model/outcome";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Range } from "#lib/time/range";

// Random traffic for tests of stores. Values are few, so that filters meet something.

/** The time that the traffic falls into: three days around a change of clocks in Berlin. */
export const playground: Range = { fromMs: Date.UTC(2026, 2, 28), toMs: Date.UTC(2026, 2, 31) };

const routes = ["GET /locks", "GET /locks/{id}", "POST /locks/{id}/unlock", "GET /users"];
const integrations = ["mobile", "sync", null];
const credentials = ["fp-one", "fp-two", null];
const statuses = [200, 201, 204, 304, 401, 404, 422, 429, 500, 503];

/** An instant of the playground, often one on the edge of a bucket. */
export const arbitraryInstant: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: playground.fromMs, max: playground.toMs - 1 }),
  fc
    .tuple(fc.constantFrom(60_000, 300_000, 3_600_000, 86_400_000), fc.nat(), fc.constantFrom(-1, 0, 1))
    .map(([unitMs, n, off]) => {
      const count = (playground.toMs - playground.fromMs) / unitMs;
      return Math.max(playground.fromMs, playground.fromMs + (n % count) * unitMs + off);
    }),
);

const arbitraryLatency = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0.01, max: 50, noNaN: true }),
  fc.double({ min: 50, max: 60_000, noNaN: true }),
);

const arbitraryEnding: fc.Arbitrary<Pick<Attempt, "status" | "outcome">> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...statuses).map((status) => ({ status, outcome: outcomeOfStatus(status) })),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, 200).map((status) => ({ status, outcome: "network_error" as const })) },
  { weight: 1, arbitrary: fc.constant({ status: null, outcome: "aborted" as const }) },
);

const arbitraryPlace = fc.record({
  startedAtMs: arbitraryInstant,
  route: fc.constantFrom(...routes),
  integration: fc.constantFrom(...integrations),
  credential: fc.constantFrom(...credentials),
  source: fc.constantFrom("gateway" as const, "console" as const, "ndjson" as const),
});

/** A call of one to four attempts, or one that was blocked. */
export const arbitraryCall: fc.Arbitrary<readonly Attempt[]> = fc
  .tuple(
    arbitraryPlace,
    fc.array(fc.tuple(arbitraryEnding, arbitraryLatency), { maxLength: 4 }),
    fc.integer({ min: 0, max: 90_000 }),
  )
  .map(([place, endings, pauseMs]) => {
    const shared = { ...place, ...namesOf(place), callId: sampleAttempt().callId };
    if (endings.length === 0) return [blockedCall(shared)];
    const attempts = endings.map(([ending, latencyMs], index) =>
      sampleAttempt({
        ...shared,
        ...ending,
        latencyMs,
        attempt: index + 1,
        startedAtMs: Math.min(place.startedAtMs + index * pauseMs, playground.toMs - 1),
        call: null,
      }),
    );
    return attempts.map((attempt) =>
      attempt.attempt < attempts.length ? attempt : asFinal(attempt, place.startedAtMs),
    );
  });

function namesOf({ route, credential }: { route: string; credential: string | null }) {
  const [method = "", template = ""] = route.split(" ");
  const path = `${template.replace("{id}", "7")}?note=50%25_off`;
  return { method, path, credentialLast4: credential?.slice(-4) ?? null };
}

function blockedCall(shared: Partial<Attempt> & { readonly startedAtMs: number }): Attempt {
  const call = { startedAtMs: shared.startedAtMs, attempts: 0, latencyMs: 0, heldBackMs: 0, stopReason: null };
  const ending = { outcome: "blocked", blockedReason: "guard", status: null, attempt: 0, latencyMs: 0 } as const;
  return sampleAttempt({ ...shared, ...ending, call });
}

function asFinal(attempt: Attempt, startedAtMs: number): Attempt {
  const latencyMs = attempt.startedAtMs - startedAtMs + attempt.latencyMs;
  return { ...attempt, call: { startedAtMs, attempts: attempt.attempt, latencyMs, heldBackMs: 0, stopReason: null } };
}

/** A range of at least a millisecond in the playground. */
export const arbitraryRange: fc.Arbitrary<Range> = fc
  .tuple(arbitraryInstant, arbitraryInstant)
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) + 1 }));

const some = <Item>(...items: Item[]) => fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });

/** A filter of few parts, as people make them. */
export const arbitraryFilter: fc.Arbitrary<AttemptFilter> = fc
  .tuple(
    fc.record({
      outcome: some<Outcome>(...outcomes),
      statusClass: some(...statusClasses),
      status: some(...statuses),
      method: some("GET", "POST"),
      route: some(...routes, "/locks/{id}", "GET /nothing"),
      integration: some("mobile", "sync", "nobody"),
      credential: some("fp-one", "fp-two"),
      source: some("gateway" as const, "console" as const),
      minRetries: fc.integer({ min: 0, max: 3 }),
      minLatencyMs: fc.constantFrom(0, 20, 2_000),
      q: fc.constantFrom("locks", "%", "_off", "7", "nothing"),
    }),
    fc.uniqueArray(
      fc.constantFrom(
        ...([
          "outcome",
          "statusClass",
          "status",
          "method",
          "route",
          "integration",
          "credential",
          "source",
          "minRetries",
          "minLatencyMs",
          "q",
        ] as const),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([all, parts]) => Object.fromEntries(parts.map((part) => [part, all[part]])));
