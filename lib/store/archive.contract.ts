import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt, RecordedAttempt } from "#lib/model/attempt";
import { arbitraryCall, arbitraryFilter, arbitraryRange, playground } from "#lib/store/arbitrary-attempts";
import { filterAttempts } from "#lib/store/recount";
import type { AttemptsQuery } from "#lib/store/report-store";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Store } from "#lib/store/store";

/** Reading attempt by attempt, for what leaves Ajar, as any store must allow. */
export function describeArchive(open: () => Promise<Store>): void {
  test("random filters, ranges and page sizes give each attempt that was sent, oldest first", async () => {
    const store = await open();
    const history = fc.sample(arbitraryCall, { numRuns: 150, seed: 4 }).flat();
    for (let n = 0; n < history.length; n += 7) await store.record(history.slice(n, n + 7));
    const question = fc.record({
      range: fc.oneof(fc.constant(playground), arbitraryRange),
      filter: arbitraryFilter,
      limit: fc.constantFrom(1, 3, 500),
    });
    await fc.assert(
      fc.asyncProperty(question, async (query) => {
        const read = await readAll(store, query);
        const meant = filterAttempts(history, query.filter).filter(
          ({ startedAtMs, outcome }) =>
            startedAtMs >= query.range.fromMs && startedAtMs < query.range.toMs && outcome !== "blocked",
        );
        expect(read.toSorted(byName)).toEqual(
          meant.map(({ exchange: _, failure: __, requestShape: ___, ...rest }) => rest).sort(byName),
        );
        const times = read.map(({ startedAtMs }) => startedAtMs);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
      { numRuns: 100 },
    );
    await store.close();
  });

  test("repetitions are summed up by what they followed, with the waits that were asked for", async () => {
    const store = await open();
    const at = playground.fromMs;
    const chain = (callId: string, tries: readonly Partial<Attempt>[]) =>
      tries.map((changes, n) => sampleAttempt({ callId, attempt: n + 1, latencyMs: 100, call: null, ...changes }));
    await store.record([
      ...chain("one", [
        { startedAtMs: at, status: 429, outcome: "rate_limited", retryAfterMs: 2_000 },
        { startedAtMs: at + 2_100, status: 429, outcome: "rate_limited", retryAfterMs: 2_000 },
        { startedAtMs: at + 4_000 },
      ]),
      ...chain("two", [
        { startedAtMs: at, status: 503, outcome: "server_error", source: "otlp" },
        { startedAtMs: at + 400, source: "otlp" },
      ]),
      ...chain("three", [{ startedAtMs: at, status: 404, outcome: "client_error" }, { startedAtMs: at + 50 }]),
      sampleAttempt({ startedAtMs: at }),
    ]);
    const one = { count: 1, byAjar: true, repetition: 1, asked: 0, honoured: 0 };
    const gap = (ms: number) => ({ min: ms, median: ms, max: ms });
    expect(await store.readRepeats(playground)).toEqual([
      { ...one, after: "client_error", gapMs: gap(0) },
      { ...one, after: "rate_limited", gapMs: gap(2_000), asked: 1, honoured: 1 },
      { ...one, after: "rate_limited", gapMs: gap(1_800), asked: 1, honoured: 0, repetition: 2 },
      { ...one, after: "server_error", gapMs: gap(300), byAjar: false },
    ]);
    expect(await store.readRepeats({ fromMs: at + 4_001, toMs: playground.toMs })).toEqual([]);
    await store.close();
  });

  test("a cursor that no page has given is refused", async () => {
    const store = await open();
    const reading = store.readAttempts({ range: playground, filter: {}, limit: 3, cursor: "x" });
    await expect(reading).rejects.toMatchObject({ code: "bad_input", errors: [{ path: "cursor" }] });
    await store.close();
  });
}

async function readAll(store: Store, query: Omit<AttemptsQuery, "cursor">): Promise<RecordedAttempt[]> {
  const attempts: RecordedAttempt[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.readAttempts({ ...query, cursor });
    expect(page.data.length).toBeLessThanOrEqual(query.limit);
    attempts.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return attempts;
}

function byName(a: RecordedAttempt, b: RecordedAttempt): number {
  return a.callId < b.callId ? -1 : a.callId > b.callId ? 1 : a.attempt - b.attempt;
}
