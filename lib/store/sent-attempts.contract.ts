import fc from "fast-check";
import { expect, test } from "vitest";
import type { SentAttempt } from "#lib/model/attempt";
import { arbitraryCall, arbitraryRange, playground } from "#lib/store/arbitrary-attempts";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { SentAttemptsQuery, Store } from "#lib/store/store";

/** Going through traffic attempt by attempt, as any store must allow. */
export function describeSentAttempts(open: () => Promise<Store>): void {
  test("any range in pages of any size gives each attempt that was sent once, newest first", async () => {
    const store = await open();
    const history = fc.sample(arbitraryCall, { numRuns: 120, seed: 11 }).flat();
    for (let n = 0; n < history.length; n += 9) await store.record(history.slice(n, n + 9));
    const question = fc.record({ range: arbitraryRange, limit: fc.constantFrom(1, 7, 1_000) });
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        const read = await readAll(store, asked);
        const meant = history.filter(
          ({ startedAtMs, outcome }) =>
            startedAtMs >= asked.range.fromMs && startedAtMs < asked.range.toMs && outcome !== "blocked",
        );
        expect(read.toSorted(byName)).toEqual(meant.map(narrowed).sort(byName));
        const times = read.map(({ startedAtMs }) => startedAtMs);
        expect(times).toEqual(times.toSorted((a, b) => b - a));
      }),
      { numRuns: 40 },
    );
    await store.close();
  });

  test("attempts of one millisecond come in pages without gap or repetition while others are written", async () => {
    const store = await open();
    const startedAtMs = playground.fromMs + 500;
    const early = Array.from({ length: 10 }, () => sampleAttempt({ startedAtMs }));
    await store.record(early);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await store.readSentAttempts({ range: playground, limit: 3, cursor });
      seen.push(...page.data.map(({ callId }) => callId));
      cursor = page.nextCursor;
      await store.record([sampleAttempt({ startedAtMs: startedAtMs + 1 })]);
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(early.map(({ callId }) => callId).sort());
    await store.close();
  });

  test("a cursor that no page has given is refused", async () => {
    const store = await open();
    const reading = store.readSentAttempts({ range: playground, limit: 3, cursor: "x" });
    await expect(reading).rejects.toMatchObject({ code: "bad_input", errors: [{ path: "cursor" }] });
    await store.close();
  });
}

async function readAll(store: Store, query: Omit<SentAttemptsQuery, "cursor">): Promise<SentAttempt[]> {
  const attempts: SentAttempt[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.readSentAttempts({ ...query, cursor });
    expect(page.data.length).toBeLessThanOrEqual(query.limit);
    attempts.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return attempts;
}

function narrowed(attempt: SentAttempt): SentAttempt {
  const { callId, attempt: number, startedAtMs, method, route, path, status, outcome, networkError } = attempt;
  const { latencyMs, retryAfterMs, deprecation, sunset, partnerHeaders, source, integration, credential } = attempt;
  return {
    ...{ callId, attempt: number, startedAtMs, method, route, path, status, outcome, networkError },
    ...{ latencyMs, retryAfterMs, deprecation, sunset, partnerHeaders, source, integration, credential },
  };
}

function byName(a: SentAttempt, b: SentAttempt): number {
  return a.callId < b.callId ? -1 : a.callId > b.callId ? 1 : a.attempt - b.attempt;
}
