import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import type { ProblemFigures } from "#lib/model/problem";
import { arbitraryCall, arbitraryRange, playground } from "#lib/store/arbitrary-attempts";
import { countIn, groupProblems, recountProblem } from "#lib/store/problem-recount";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Store } from "#lib/store/store";
import { bucketSeconds, countBuckets } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

const hourMs = 3_600_000;
const at = (ms: number) => playground.fromMs + ms;
const all = { range: playground, senders: {} };
const everything: Range = { fromMs: 0, toMs: playground.toMs };

const arbitraryQuestion = fc
  .record({
    range: arbitraryRange,
    bucketSeconds: fc.constantFrom(...bucketSeconds),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kathmandu"),
  })
  .filter(({ range, bucketSeconds: seconds }) => countBuckets(range, seconds) <= 1_500);

const nameOf = ({ problem }: { readonly problem: { readonly route: string; readonly fingerprint: string } }) =>
  `${problem.route} ${problem.fingerprint}`;

function sorted(figures: Omit<ProblemFigures, "id">): Omit<ProblemFigures, "id"> {
  const byKey = <Part extends { readonly key: string | null; readonly attempts: number }>(parts: readonly Part[]) =>
    parts.toSorted((a, b) => b.attempts - a.attempts || String(a.key).localeCompare(String(b.key)));
  return { ...figures, integrations: byKey(figures.integrations), credentials: byKey(figures.credentials) };
}

/** What problems a store must find in what it records, and how it must count them. */
export function describeProblems(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });

  /** Half is recorded, half is ingested, in pieces. */
  async function store(into: Store, attempts: readonly Attempt[]): Promise<void> {
    for (let n = 0; n < attempts.length; n += 11) {
      const piece = attempts.slice(n, n + 11);
      if (n % 2 === 0) await into.record(piece);
      else await into.recordIngested({ rows: piece.map((attempt) => ({ attempt, externalKey: null })), moves: [] });
    }
  }

  async function expectCounted(from: Store, attempts: readonly Attempt[], range: Range): Promise<void> {
    const senders = {};
    const meant = groupProblems(attempts);
    const listed = await from.listProblems({ range, senders });
    expect(listed.map(nameOf).sort()).toEqual([...meant.keys()].sort());
    for (const { problem, ...inRange } of listed) {
      const own = meant.get(nameOf({ problem })) ?? [];
      const starts = own.map(({ startedAtMs }) => startedAtMs);
      expect(inRange).toEqual(countIn(own, range));
      expect(problem).toMatchObject({
        ...countIn(own, everything),
        firstSeenAtMs: Math.min(...starts),
        lastSeenAtMs: Math.max(...starts),
        method: own[0]?.method,
        outcome: own[0]?.outcome,
        state: "new",
      });
    }
  }

  withStore("problems and their counts equal a recount, in any range, bucket and zone", async (opened) => {
    const history = fc.sample(arbitraryCall, { numRuns: 200, seed: 17 }).flat();
    await store(opened, history);
    await expectCounted(opened, history, everything);
    const ids = new Map(
      (await opened.listProblems({ range: everything, senders: {} })).map((row) => [nameOf(row), row.problem.id]),
    );
    const groups = [...groupProblems(history)];
    await fc.assert(
      fc.asyncProperty(arbitraryQuestion, fc.nat(), async (question, pick) => {
        await expectCounted(opened, history, question.range);
        const [name = "", attempts = []] = groups[pick % groups.length] ?? [];
        const figures = await opened.readProblemFigures({
          ids: [ids.get(name) ?? "", "none"],
          senders: {},
          ...question,
        });
        expect(figures).toHaveLength(1);
        for (const { id: _, ...counted } of figures) {
          expect(sorted(counted)).toEqual(sorted(recountProblem(attempts, question)));
        }
      }),
      { numRuns: 60 },
    );
  });

  withStore("problems can be counted for some senders alone", async (opened) => {
    const history = fc.sample(arbitraryCall, { numRuns: 80, seed: 23 }).flat();
    await store(opened, history);
    const range = { fromMs: at(7 * hourMs + 5), toMs: at(50 * hourMs + 9) };
    const senders = { integration: ["sync", "nobody"], credential: ["fp-one"] };
    const meant = history.filter(({ integration, credential }) => integration === "sync" && credential === "fp-one");
    const groups = groupProblems(meant);
    const listed = await opened.listProblems({ range, senders });
    expect(listed.map(nameOf).sort()).toEqual([...groupProblems(history).keys()].sort());
    for (const { problem, ...inRange } of listed) {
      const own = groups.get(nameOf({ problem })) ?? [];
      const question = { range, bucketSeconds: 3_600, timeZone: "UTC" } as const;
      const [figures] = await opened.readProblemFigures({ ids: [problem.id], senders, ...question });
      expect(inRange).toEqual(countIn(own, range));
      expect(figures).toEqual({ id: problem.id, ...recountProblem(own, question) });
    }
  });

  withStore("the order in which attempts come does not matter", async (opened) => {
    const history = fc.sample(arbitraryCall, { numRuns: 60, seed: 5 }).flat();
    await store(opened, history);
    const other = await open();
    await store(other, history.toReversed());
    const byId = async (from: Store) =>
      (await from.listProblems(all)).toSorted((a, b) => a.problem.id.localeCompare(b.problem.id));
    expect(await byId(other)).toEqual(await byId(opened));
    await other.close();
  });

  withStore("a call that turns out to go on no longer ends with its problem", async (opened) => {
    const failed = { startedAtMs: at(0), status: 503, outcome: "server_error" } as const;
    const first = sampleAttempt({ ...failed, callId: "c" });
    const second = sampleAttempt({ startedAtMs: at(9), callId: "c", attempt: 2 });
    await opened.recordIngested({ rows: [{ attempt: first, externalKey: null }], moves: [] });
    expect(await opened.listProblems(all)).toMatchObject([{ attempts: 1, calls: 1, problem: { calls: 1 } }]);
    const place = { callId: "c", attempt: 1 };
    await opened.recordIngested({
      rows: [{ attempt: second, externalKey: null }],
      moves: [{ from: place, to: place, call: null }],
    });
    expect(await opened.listProblems(all)).toMatchObject([{ attempts: 1, calls: 0, problem: { calls: 0 } }]);
    const figures = { ...all, bucketSeconds: 3_600, timeZone: "UTC" } as const;
    const ids = (await opened.listProblems(all)).map(({ problem }) => problem.id);
    expect(await opened.readProblemFigures({ ids, ...figures })).toMatchObject([{ attempts: 1, calls: 0 }]);
  });

  withStore("what is not stored is not counted", async (opened) => {
    const attempt = sampleAttempt({ startedAtMs: at(0), status: 404, outcome: "client_error" });
    await opened.record([attempt]);
    await expect(opened.record([{ ...attempt, startedAtMs: at(1) }])).rejects.toThrow();
    const fresh = sampleAttempt({ startedAtMs: at(0), status: 403, outcome: "client_error" });
    await expect(opened.record([fresh, attempt])).rejects.toThrow();
    await expectCounted(opened, [attempt], playground);
    await opened.record([fresh]);
    await expectCounted(opened, [attempt, fresh], playground);
  });

  withStore("retention takes attempts and, much later, hours; what a problem counts in all stays", async (opened) => {
    const failed = (startedAtMs: number) => sampleAttempt({ startedAtMs, status: 500, outcome: "server_error" });
    await opened.record([at(0), at(hourMs + 5), at(2 * hourMs), at(30 * hourMs)].map(failed));
    await opened.deleteAttemptsBefore(at(2 * hourMs));
    const counts = async (range: Range) => {
      const [row] = await opened.listProblems({ range, senders: {} });
      return [row?.attempts, row?.problem.attempts];
    };
    expect(await counts(playground)).toEqual([4, 4]);
    // Beyond retention the edges are those of hours.
    expect(await counts({ fromMs: at(hourMs + 9), toMs: at(2 * hourMs) })).toEqual([1, 4]);
    expect(await counts({ fromMs: at(hourMs + 9), toMs: at(2 * hourMs + 1) })).toEqual([2, 4]);
    const [listed] = await opened.listProblems(all);
    const ids = [listed?.problem.id ?? ""];
    const fine = { ids, ...all, bucketSeconds: 900, timeZone: "UTC" } as const;
    const [widened] = await opened.readProblemFigures(fine);
    expect(widened?.points).toHaveLength(72);
    const daily = { ...fine, bucketSeconds: 86_400, timeZone: "Asia/Kathmandu" } as const;
    const [figures] = await opened.readProblemFigures(daily);
    expect(figures?.points.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(4);
    await opened.deleteRollupsBefore(at(25 * hourMs));
    expect(await counts(playground)).toEqual([1, 4]);
  });

  withStore("problems are found by what they are in lists and figures of calls", async (opened) => {
    const failed = sampleAttempt({ startedAtMs: at(0), status: 404, outcome: "client_error" });
    const other = sampleAttempt({ startedAtMs: at(0), status: 403, outcome: "client_error" });
    await opened.record([failed, other, sampleAttempt({ startedAtMs: at(0) })]);
    const id = (await opened.findCall(failed.callId))?.call.problemId ?? "";
    expect(await opened.findProblem(id)).toMatchObject({ status: 404, attempts: 1 });
    expect(await opened.findProblem("none")).toBeUndefined();
    const list = { range: playground, limit: 9, cursor: null };
    const page = await opened.listCalls({ ...list, filter: { problem: [id] } });
    expect(page.data.map(({ callId, problemId }) => [callId, problemId])).toEqual([[failed.callId, id]]);
    expect((await opened.listCalls({ ...list, filter: { problem: ["none"] } })).data).toEqual([]);
    const figures = {
      range: playground,
      by: "status",
      bucketSeconds: 86_400,
      mayWiden: false,
      timeZone: "UTC",
    } as const;
    const { cells } = await opened.readFigures({ ...figures, filter: { problem: [id] } });
    expect(cells).toMatchObject([{ key: "404", attempts: 1 }]);
    for (const filter of [{ problem: ["none"] }, { problem: ["none", "nil"] }, { problem: [id], route: ["none"] }]) {
      expect((await opened.readFigures({ ...figures, filter })).cells).toEqual([]);
    }
  });

  withStore(
    "a problem keeps the shape of its first failure, and its route that of the latest success",
    async (opened) => {
      const shaped = (ms: number, name: string, ending: Partial<Attempt> = {}) =>
        sampleAttempt({
          startedAtMs: at(ms),
          integration: name === "c" ? "sync" : null,
          requestShape: JSON.stringify({ query: {}, body: { [name]: "string" } }),
          ...ending,
        });
      const refused = { status: 422, outcome: "client_error" } as const;
      const bare = sampleAttempt({ startedAtMs: at(1), ...refused });
      await opened.record([shaped(5, "late", refused), shaped(9, "a"), bare]);
      const id = (await opened.findCall(bare.callId))?.call.problemId ?? "";
      expect(await opened.findProblemShapes("none")).toBeUndefined();
      await opened.record([
        shaped(3, "first", refused),
        shaped(4, "too late", refused),
        shaped(7, "b"),
        shaped(20, "c"),
      ]);
      await expect(opened.record([shaped(2, "undone", refused), bare])).rejects.toThrow();
      const shapes = (failed: string, failedMs: number, fine: string, fineMs: number) => ({
        firstFailure: { shape: { query: {}, body: { [failed]: "string" } }, atMs: at(failedMs) },
        latestSuccess: { shape: { query: {}, body: { [fine]: "string" } }, atMs: at(fineMs) },
      });
      // The integration of `c` is another than that of the failures.
      expect(await opened.findProblemShapes(id)).toEqual(shapes("first", 3, "a", 9));
      await opened.record([shaped(2, "earlier", refused), shaped(30, "d")]);
      expect(await opened.findProblemShapes(id)).toEqual(shapes("earlier", 2, "d", 30));
    },
  );

  withStore("examples are the first, the latest and the slowest attempt", async (opened) => {
    const failed = (ms: number, latencyMs: number) =>
      sampleAttempt({ startedAtMs: at(ms), latencyMs, status: 500, outcome: "server_error" });
    const [late, slow, early] = [failed(9, 1), failed(5, 700), failed(1, 2)];
    await opened.record([late, slow, early]);
    const id = (await opened.findCall(late.callId))?.call.problemId ?? "";
    expect(await opened.findProblemExamples(id)).toMatchObject({
      first: { callId: early.callId, attempt: 1 },
      latest: { callId: late.callId },
      slowest: { callId: slow.callId, latencyMs: 700 },
    });
    await opened.deleteAttemptsBefore(playground.toMs);
    expect(await opened.findProblemExamples(id)).toBeUndefined();
  });
}
