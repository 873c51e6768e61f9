import { beforeAll, expect, test } from "vitest";
import { createFingerprint } from "#lib/kisi/fingerprint";
import type { Attempt } from "#lib/model/attempt";
import { type ObservedInput, observedAttempt } from "#lib/recorder/attempt-fixture";
import { createRecorder } from "#lib/recorder/recorder";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

const attemptsInAll = 200_000;
const startMs = Date.UTC(2026, 0, 10);
const stepMs = 50;
const resources = [
  "locks",
  "users",
  "groups",
  "places",
  "cards",
  "members",
  "logins",
  "elevators",
  "cameras",
  "floors",
];
/** What can be wrong with each resource: ten of them make forty causes. Messages change with every attempt. */
const faults: readonly ((n: number) => ObservedInput)[] = [
  (n) => ({ status: 404, responseBody: { code: "b63f6c", error: `Nothing with id ${n}` } }),
  (n) => ({ status: 422, method: "PATCH", responseBody: { errors: { name: [`is too short: ${n}`] } } }),
  (n) => ({ status: 422, method: "PATCH", responseBody: { errors: { name: ["x"], email: [`${n} is taken`] } } }),
  () => ({ status: null, outcome: "network_error", networkError: "head_timeout", responseHeaders: [] }),
];

/** How the problem of each fault is told apart. */
const marks = ["GET 404 ", "PATCH 422 name", "PATCH 422 email,name", "GET head_timeout "];

type Known = { attempts: number; firstMs: number; lastMs: number };

/** The same numbers in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const expected = new Map<string, Known>();
const history: Attempt[] = [];

beforeAll(async () => {
  const random = createRandom(7);
  const { observe } = createRecorder({
    writer: { record: async (attempts) => void history.push(...attempts) },
    fingerprint: createFingerprint(new Uint8Array(32)),
    knownSecrets: () => [],
    onLoss: ({ cause }) => {
      throw cause;
    },
  });
  for (let n = 0; n < attemptsInAll; n += 1) {
    const startedAtMs = startMs + n * stepMs;
    const [resource, fault] = [Math.floor(random() * resources.length), Math.floor(random() * faults.length)];
    const fails = random() < 0.3;
    const wrong = fails ? faults[fault]?.(n) : { status: 200, outcome: "success" as const };
    const key = `KISI-LOGIN 0123456789abcdef${n % 9}`;
    const observed = observedAttempt({
      path: `/${resources[resource]}/${n % 977}`,
      requestHeaders: ["Authorization", key],
      startedAtMs,
      call: { startedAtMs, attempts: 1, latencyMs: 12.5, heldBackMs: 0, stopReason: null },
      ...wrong,
    });
    const request = { ...observed.request, callId: `call-${n}`, integration: `sender ${n % 5}` };
    await observe({ ...observed, request });
    if (!fails) continue;
    const cause = `${resources[resource]} ${marks[fault]}`;
    const known = expected.get(cause) ?? { attempts: 0, firstMs: startedAtMs, lastMs: startedAtMs };
    expected.set(cause, { ...known, attempts: known.attempts + 1, lastMs: startedAtMs });
  }
});

/** Two hundred thousand, in pieces of whatever size, by the two ways into a store. */
async function keep(store: Store, attempts: readonly Attempt[], pieceOf: () => number): Promise<void> {
  for (let n = 0, piece = 0; n < attempts.length; n += piece) {
    piece = pieceOf();
    const some = attempts.slice(n, n + piece);
    if (piece % 2 === 0) await store.record(some);
    else await store.recordIngested({ rows: some.map((attempt) => ({ attempt, externalKey: null })), moves: [] });
  }
}

async function foundIn(store: Store): Promise<ReadonlyMap<string, Known>> {
  const range = { fromMs: startMs, toMs: startMs + attemptsInAll * stepMs };
  const listed = await store.listProblems({ range, senders: {} });
  return new Map(
    listed.map(({ problem }) => {
      const { method, route, status, networkError, fields } = problem;
      const resource = /\/(\w+)\//.exec(route)?.[1];
      const cause = `${resource} ${method} ${status ?? networkError} ${fields.join(",")}`;
      return [cause, { attempts: problem.attempts, firstMs: problem.firstSeenAtMs, lastMs: problem.lastSeenAtMs }];
    }),
  );
}

function shuffled(attempts: readonly Attempt[]): readonly Attempt[] {
  const random = createRandom(11);
  const keyed = attempts.map((attempt) => ({ attempt, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ attempt }) => attempt);
}

test.each([
  ["as it happened", (all: readonly Attempt[]) => all, 2_000],
  ["in no order at all", shuffled, 20_000],
] as const)(
  "40 causes in 200,000 attempts are 40 problems, each exact: %s",
  async (_, order, pieceMax) => {
    const random = createRandom(13);
    const store = await openSqliteStore({ dir: temporaryDirectory(), clock: systemClock });
    await keep(store, order(history), () => 1 + Math.floor(random() * pieceMax));
    expect(expected.size).toBe(40);
    expect(await foundIn(store)).toEqual(expected);
    await store.close();
  },
  300_000,
);
