import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import type { IngestChange, IngestQuery, MovedAttempt } from "#lib/model/ingest";
import { statsDimensions } from "#lib/model/stats";
import { arbitraryCall, playground } from "#lib/store/arbitrary-attempts";
import { expectRecount, movedBy } from "#lib/store/expect-recount";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { FiguresQuery, Store } from "#lib/store/store";
import type { Range } from "#lib/time/range";

const startedAtMs = playground.fromMs + 1;
const nothing: IngestQuery = { externalKeys: [], callIds: [], callIdRanges: [] };
const daily = { filter: {}, bucketSeconds: 86_400, mayWiden: false, timeZone: "UTC" } as const;

const rowsOf = (...attempts: Attempt[]): IngestChange => ({
  rows: attempts.map((attempt) => ({ attempt, externalKey: `key of ${attempt.callId} ${attempt.attempt}` })),
  moves: [],
});

type Place = MovedAttempt["to"];

const placeOf = ({ callId, attempt }: Place): Place => ({ callId, attempt });

/** Moves some of the stored attempts in a ring, so that each takes the place of another, and some to new calls. */
function drawMoves(stored: readonly Attempt[], picks: readonly number[], turned: boolean): MovedAttempt[] {
  const sent = stored.filter(({ outcome }) => outcome !== "blocked");
  const picked = [...new Set(picks.map((pick) => sent[pick % sent.length]))].flatMap((attempt) => attempt ?? []);
  return picked.map((attempt, index) => ({
    from: placeOf(attempt),
    to: turned
      ? placeOf(picked[(index + 1) % picked.length] ?? attempt)
      : { callId: `new-${attempt.callId}`, attempt: attempt.attempt },
    call:
      index % 2 === 0
        ? { startedAtMs: attempt.startedAtMs, attempts: 7, latencyMs: 9, heldBackMs: 0, stopReason: null }
        : null,
  }));
}

function applyMoves(stored: readonly Attempt[], moves: readonly MovedAttempt[]): Attempt[] {
  return stored.map((attempt) => {
    const move = moves.find(({ from }) => from.callId === attempt.callId && from.attempt === attempt.attempt);
    return move ? { ...attempt, ...move.to, call: move.call } : attempt;
  });
}

/** What `recordIngested` and `findForIngest` must do. */
export function describeIngest(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });

  async function expectStored(store: Store, attempts: readonly Attempt[], range: Range = playground): Promise<void> {
    for (const by of statsDimensions) {
      const query: FiguresQuery = { ...daily, range, by };
      expectRecount(await store.readFigures(query), attempts, query);
    }
    const calls = Map.groupBy(attempts, ({ callId }) => callId);
    for (const [callId, members] of calls) {
      const found = await store.findCall(callId);
      expect(found?.attempts.map(({ attempt, startedAtMs: at }) => [attempt, at])).toEqual(
        members.sort((a, b) => a.attempt - b.attempt).map(({ attempt, startedAtMs: at }) => [attempt, at]),
      );
    }
  }

  test("whatever comes in whatever order and moves wherever, is counted as a recount counts it", async () => {
    const history = fc.array(arbitraryCall, { minLength: 1, maxLength: 25 }).chain((calls) => {
      const attempts = calls.flat();
      return fc.shuffledSubarray(attempts, { minLength: attempts.length });
    });
    const step = fc.record({
      take: fc.integer({ min: 1, max: 12 }),
      picks: fc.array(fc.nat(), { maxLength: 6 }),
      turned: fc.boolean(),
    });
    const store = await open();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(history, fc.array(step, { minLength: 2, maxLength: 8 }), async (drawn, steps) => {
        // Each run has weeks of its own in the one store.
        const byMs = runs++ * 28 * 86_400_000;
        const range = { fromMs: playground.fromMs + byMs, toMs: playground.toMs + byMs };
        let stored: Attempt[] = [];
        let waiting = drawn.map((attempt) => movedBy(byMs, attempt, `${attempt.callId}-${runs}`));
        for (const { take, picks, turned } of steps) {
          const moves = drawMoves(stored, picks, turned);
          const taken = new Set(applyMoves(stored, moves).map(({ callId, attempt }) => `${callId} ${attempt}`));
          const arrived = waiting.slice(0, take).filter(({ callId, attempt }) => !taken.has(`${callId} ${attempt}`));
          waiting = waiting.slice(take);
          await store.recordIngested({ ...rowsOf(...arrived), moves });
          stored = [...applyMoves(stored, moves), ...arrived];
        }
        await expectStored(store, stored, range);
      }),
      { numRuns: 30 },
    );
    await store.close();
  }, 60_000);

  withStore("rows count where they began, however late they come, beside those that Ajar saw itself", async (store) => {
    const seen = sampleAttempt({ startedAtMs: playground.toMs - 1 });
    const late = sampleAttempt({ startedAtMs, source: "har", status: 503, outcome: "server_error" });
    await store.record([seen]);
    await store.recordIngested(rowsOf(late));
    await expectStored(store, [seen, late]);
  });

  withStore("an external key is known once it is stored, and takes nothing with it a second time", async (store) => {
    const [first, second, other] = [1, 2, 3].map(() => sampleAttempt({ startedAtMs }));
    if (!first || !second || !other) throw new Error("there are three");
    await store.recordIngested({ rows: [{ attempt: first, externalKey: "a" }], moves: [] });
    await store.recordIngested({ rows: [{ attempt: second, externalKey: null }], moves: [] });
    const externalKeys = ["a", "b", "", "'"];
    expect(await store.findForIngest({ ...nothing, externalKeys })).toEqual({ knownKeys: ["a"], members: [] });
    const again = {
      rows: [
        { attempt: other, externalKey: "b" },
        { attempt: sampleAttempt({ startedAtMs }), externalKey: "a" },
      ],
      moves: [],
    };
    await expect(store.recordIngested(again)).rejects.toMatchObject({ name: "AppError", code: "conflict" });
    expect(await store.findForIngest({ ...nothing, externalKeys })).toMatchObject({ knownKeys: ["a"] });
    await expectStored(store, [first, second]);
  });

  withStore(
    "attempts are found by their call and by stretches of call ids, in byte order and half-open",
    async (store) => {
      const ids = ["a", "b", "b-1", "b-2", "b-2-x", "b-3", "c", "é"];
      await store.recordIngested(
        rowsOf(...ids.map((callId) => sampleAttempt({ callId, startedAtMs, integration: "sync", source: "otlp" }))),
      );
      const find = async (query: Partial<IngestQuery>) =>
        (await store.findForIngest({ ...nothing, ...query })).members.map(({ callId }) => callId).sort();
      expect(await find({ callIds: ["a", "é", "nobody"] })).toEqual(["a", "é"]);
      expect(await find({ callIdRanges: [{ from: "b-1", to: "b-3" }] })).toEqual(["b-1", "b-2", "b-2-x"]);
      expect(
        await find({
          callIds: ["c"],
          callIdRanges: [
            { from: "a", to: "b" },
            { from: "é", to: "ê" },
          ],
        }),
      ).toEqual(["a", "c", "é"]);
      const { members } = await store.findForIngest({ ...nothing, callIds: ["a"] });
      expect(members).toEqual([
        {
          callId: "a",
          attempt: 1,
          startedAtMs,
          latencyMs: 42.5,
          outcome: "success",
          source: "otlp",
          integration: "sync",
          final: true,
        },
      ]);
    },
  );

  withStore("if one of the moved is gone or a place is taken, nothing is stored and nothing moves", async (store) => {
    const [one, two] = [1, 2].map((attempt) => sampleAttempt({ callId: "c", attempt, startedAtMs, call: null }));
    if (!one || !two) throw new Error("there are two");
    await store.recordIngested(rowsOf(one, two));
    const fresh = rowsOf(sampleAttempt({ startedAtMs })).rows;
    const away = { from: placeOf(one), to: { callId: "d", attempt: 1 }, call: null };
    const gone = { from: { callId: "c", attempt: 9 }, to: { callId: "d", attempt: 9 }, call: null };
    await expect(store.recordIngested({ rows: fresh, moves: [away, gone] })).rejects.toMatchObject({
      code: "unavailable",
    });
    const taken = { from: placeOf(one), to: placeOf(two), call: null };
    await expect(store.recordIngested({ rows: fresh, moves: [taken] })).rejects.toMatchObject({ code: "conflict" });
    await expectStored(store, [one, two]);
  });

  withStore("what was kept of an exchange goes where its attempt goes", async (store) => {
    const exchange = {
      requestHeaders: [],
      requestBody: null,
      requestBodyBytes: 0,
      responseHeaders: [],
      responseBody: "no",
      responseBodyBytes: 2,
    };
    const failed = sampleAttempt({ callId: "c", startedAtMs, status: 500, outcome: "server_error", exchange });
    await store.recordIngested(rowsOf(failed));
    const call = { startedAtMs, attempts: 2, latencyMs: 50, heldBackMs: 0, stopReason: null };
    await store.recordIngested({ rows: [], moves: [{ from: placeOf(failed), to: { callId: "d", attempt: 2 }, call }] });
    expect(await store.findCall("c")).toBeUndefined();
    expect(await store.findCall("d")).toMatchObject({ exchange, call: { attempts: 2, latencyMs: 50 } });
  });

  withStore("an external key is free again once its attempt is past its retention", async (store) => {
    await store.recordIngested({ rows: [{ attempt: sampleAttempt({ startedAtMs }), externalKey: "a" }], moves: [] });
    await store.deleteAttemptsBefore(startedAtMs + 3_600_000);
    expect(await store.findForIngest({ ...nothing, externalKeys: ["a"] })).toEqual({ knownKeys: [], members: [] });
  });
}
