import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import type { Call } from "#lib/model/call";
import type { AttemptFilter } from "#lib/model/filter";
import { arbitraryCall, arbitraryFilter, arbitraryRange, playground } from "#lib/store/arbitrary-attempts";
import { filterAttempts, filterCalls } from "#lib/store/recount";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { CallQuery, Store } from "#lib/store/store";

const at = (ms: number) => playground.fromMs + ms;

/** Lists and look-ups of calls that any store must give. */
export function describeCalls(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });

  withStore("random filters, ranges and page sizes give each call that is meant, newest first", async (store) => {
    const history = fc.sample(arbitraryCall, { numRuns: 150, seed: 3 }).flat();
    for (let n = 0; n < history.length; n += 7) await store.record(history.slice(n, n + 7));
    const question = fc.record({
      range: fc.oneof(fc.constant(playground), arbitraryRange),
      filter: arbitraryFilter,
      limit: fc.constantFrom(1, 3, 50, 500),
    });
    await fc.assert(
      fc.asyncProperty(question, async (query) => {
        const listed = await listAll(store, query);
        const meant = filterCalls(history, query.filter).filter(({ call }) => {
          const startedAtMs = call?.startedAtMs ?? 0;
          return startedAtMs >= query.range.fromMs && startedAtMs < query.range.toMs;
        });
        expect(listed.map(({ callId }) => callId).sort()).toEqual(meant.map(({ callId }) => callId).sort());
        const times = listed.map(({ startedAtMs }) => startedAtMs);
        expect(times).toEqual(times.toSorted((a, b) => b - a));
      }),
      { numRuns: 150 },
    );
  });

  withStore("by any attempt, each call is given once, at the newest attempt that figures count", async (store) => {
    const history = fc.sample(arbitraryCall, { numRuns: 150, seed: 5 }).flat();
    for (let n = 0; n < history.length; n += 7) await store.record(history.slice(n, n + 7));
    const question = fc.record({
      range: fc.oneof(fc.constant(playground), arbitraryRange),
      filter: arbitraryFilter,
      limit: fc.constantFrom(1, 3, 50, 500),
    });
    await fc.assert(
      fc.asyncProperty(question, async (query) => {
        const listed = await listAll(store, { ...query, match: "any" });
        const meant = filterAttempts(history, query.filter).filter(
          ({ startedAtMs }) => startedAtMs >= query.range.fromMs && startedAtMs < query.range.toMs,
        );
        const newest = [...Map.groupBy(meant, ({ callId }) => callId)].map(([callId, attempts]) => ({
          callId,
          atMs: Math.max(...attempts.map(({ startedAtMs }) => startedAtMs)),
        }));
        const met = listed.map(({ callId, met }) => ({ callId, atMs: met?.startedAtMs }));
        expect(met.toSorted(byCallId)).toEqual(newest.sort(byCallId));
        const times = met.map(({ atMs }) => atMs ?? 0);
        expect(times).toEqual(times.toSorted((a, b) => b - a));
      }),
      { numRuns: 150 },
    );
  });

  withStore(
    "a failure that a retry healed, and one whose call has not ended, are found by any attempt",
    async (store) => {
      const failed = { status: 503, outcome: "server_error", startedAtMs: at(1), call: null } as const;
      const healed = sampleAttempt({ ...failed, errorCode: "e1" });
      const call = { startedAtMs: at(1), attempts: 2, latencyMs: 90, heldBackMs: 0, stopReason: "answered" } as const;
      const last = sampleAttempt({ callId: healed.callId, attempt: 2, startedAtMs: at(50), call });
      const unfinished = sampleAttempt({ ...failed, startedAtMs: at(2) });
      await store.record([healed, last, unfinished]);
      const query = { range: playground, filter: { outcome: ["server_error" as const] }, limit: 9, cursor: null };
      expect((await store.listCalls(query)).data).toEqual([]);
      const { data } = await store.listCalls({ ...query, match: "any" });
      expect(data).toMatchObject([
        { callId: unfinished.callId, attempts: 1, status: 503, met: { attempt: 1, status: 503 } },
        {
          callId: healed.callId,
          attempts: 2,
          status: 200,
          outcome: "success",
          stopReason: "answered",
          met: { attempt: 1, startedAtMs: at(1), status: 503, outcome: "server_error", errorCode: "e1" },
        },
      ]);
    },
  );

  withStore("pages have no gap and no call twice while others write, before and after the cursor", async (store) => {
    const early = Array.from({ length: 40 }, (_, n) => sampleAttempt({ startedAtMs: at(Math.floor(n / 4)) }));
    await store.record(early);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await store.listCalls({ range: playground, filter: {}, limit: 3, cursor });
      seen.push(...page.data.map(({ callId }) => callId));
      cursor = page.nextCursor;
      await store.record([0, 5, 9, 50].map((ms) => sampleAttempt({ startedAtMs: at(ms) })));
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(early.filter(({ callId }) => !seen.includes(callId))).toEqual([]);
  });

  withStore("a cursor that no page has given is refused", async (store) => {
    for (const cursor of ["", "x", "MQ", "LTEuMQ", "1.1"]) {
      const listing = store.listCalls({ range: playground, filter: {}, limit: 3, cursor });
      await expect(listing).rejects.toMatchObject({ code: "bad_input", errors: [{ path: "cursor" }] });
    }
  });

  withStore("text is found as it is written, in any case, in path, message, code and id", async (store) => {
    const odd = sampleAttempt({
      startedAtMs: at(1),
      path: "/a?share=50%25_\\x",
      errorMessage: "Not Found",
      errorCode: "404404",
    });
    await store.record([odd, sampleAttempt({ startedAtMs: at(2), path: "/a?share=50x25yyx" })]);
    const find = async (q: string) => (await listAll(store, { range: playground, filter: { q }, limit: 9 })).length;
    const wanted = { "50%25": 1, "5_%": 0, "25_": 1, "_\\x": 1, "not found": 1, "404": 1, "/A?SHARE": 2, gone: 0 };
    for (const [q, count] of Object.entries(wanted)) expect([q, await find(q)]).toEqual([q, count]);
    expect(await find(odd.callId)).toBe(1);
    expect(await find(odd.callId.slice(2))).toBe(1);
  });

  withStore("an attempt comes back as it was recorded", async (store) => {
    const exchange = {
      requestHeaders: [["accept", "application/json"]] satisfies [string, string][],
      requestBody: '{"name":"x"}',
      requestBodyBytes: 12,
      responseHeaders: [["content-type", "application/json"]] satisfies [string, string][],
      responseBody: null,
      responseBodyBytes: 0,
    };
    const attempt = sampleAttempt({
      startedAtMs: at(1),
      toldStartedAtMs: at(900_000),
      status: 422,
      outcome: "client_error",
      latencyMs: 12.345,
      ttfbMs: null,
      heldBackMs: 7.5,
      waitedMs: 1_000,
      retryAfterMs: 2_000,
      errorCode: "e1",
      errorMessage: "no — “no”",
      deprecation: "@1",
      sunset: "Sun",
      partnerHeaders: "identifier",
      source: "console",
      integration: "sync",
      credential: "fp",
      credentialLast4: "9f3a",
      exchange,
      call: { startedAtMs: at(0), attempts: 1, latencyMs: 20.5, heldBackMs: 7.5, stopReason: "retries_capped" },
    });
    await store.record([attempt]);
    const { exchange: _, call: __, failure: ___, requestShape: ____, callId, ...rest } = attempt;
    const detail = await store.findCall(callId);
    expect(detail?.attempts).toEqual([rest]);
    expect(detail?.exchange).toEqual(exchange);
    expect(detail?.call).toEqual({ ...callFieldsOf(attempt), retries: 0, problemId: expect.any(String) });
    const page = await store.listCalls({ range: playground, filter: {}, limit: 9, cursor: null });
    expect(page).toEqual({ data: [detail?.call], nextCursor: null });
  });

  withStore("every kind of outcome, network error, blocked reason and source comes back", async (store) => {
    const kinds: Partial<Attempt>[] = [
      { outcome: "network_error", networkError: "truncated", status: 200 },
      { outcome: "network_error", networkError: "refused", status: null },
      { outcome: "aborted", status: null },
      { outcome: "blocked", blockedReason: "breaker", status: null, attempt: 0 },
      { outcome: "redirect", status: 302, source: "otlp" },
      { outcome: "rate_limited", status: 429, source: "har" },
      { outcome: "server_error", status: 599, source: "ndjson" },
    ];
    const attempts = kinds.map((kind) => sampleAttempt({ startedAtMs: at(1), ...kind }));
    await store.record(attempts);
    for (const [index, { callId }] of attempts.entries()) {
      expect((await store.findCall(callId))?.attempts).toMatchObject([kinds[index]]);
    }
  });

  withStore(
    "a call has its attempts in order, the totals of the last and the exchange of the last failure",
    async (store) => {
      const { callId } = sampleAttempt();
      const kept = (n: number) => ({
        requestHeaders: [],
        requestBody: `${n}`,
        requestBodyBytes: 1,
        responseHeaders: [],
        responseBody: null,
        responseBodyBytes: 0,
      });
      const failed = { callId, status: 503, outcome: "server_error", call: null } as const;
      const totals = { startedAtMs: at(0), attempts: 3, latencyMs: 90, heldBackMs: 0, stopReason: null };
      await store.record([sampleAttempt({ callId, attempt: 3, startedAtMs: at(9), call: totals })]);
      await store.record([sampleAttempt({ ...failed, attempt: 2, startedAtMs: at(5), exchange: kept(2) })]);
      await store.record([sampleAttempt({ ...failed, attempt: 1, startedAtMs: at(0), exchange: kept(1) })]);
      const detail = await store.findCall(callId);
      expect(detail?.attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
        [1, 503],
        [2, 503],
        [3, 200],
      ]);
      expect(detail?.call).toMatchObject({ status: 200, attempts: 3, retries: 2, latencyMs: 90, startedAtMs: at(0) });
      expect(detail?.exchange?.requestBody).toBe("2");
    },
  );

  withStore("a call whose last attempt never came can be looked up, and is in no list", async (store) => {
    const { callId } = sampleAttempt();
    const cut = { callId, status: 503, outcome: "server_error", call: null } as const;
    await store.record([sampleAttempt({ ...cut, attempt: 1, startedAtMs: at(100), latencyMs: 10 })]);
    await store.record([sampleAttempt({ ...cut, attempt: 2, startedAtMs: at(600), latencyMs: 20 })]);
    const detail = await store.findCall(callId);
    expect(detail?.call).toMatchObject({ startedAtMs: at(100), attempts: 2, retries: 1, latencyMs: 520 });
    expect((await store.listCalls({ range: playground, filter: {}, limit: 9, cursor: null })).data).toEqual([]);
  });

  withStore("there is no call that was not recorded, nor one with a problem yet", async (store) => {
    await store.record([sampleAttempt({ startedAtMs: at(1) })]);
    expect(await store.findCall("no-such-call")).toBeUndefined();
    expect(await listAll(store, { range: playground, filter: { problem: ["p"] }, limit: 9 })).toEqual([]);
  });

  withStore("the values for filters are listed, most used first", async (store) => {
    const used = (times: number, changes: Partial<Attempt>) =>
      Array.from({ length: times }, () => sampleAttempt({ startedAtMs: at(1), ...changes }));
    await store.record([
      ...used(1, { route: "GET /a", integration: "rare", credential: "fp1", credentialLast4: null }),
      ...used(3, { route: "GET /b", integration: "busy", credential: "fp2", credentialLast4: "9f3a" }),
    ]);
    expect(await store.listFilterValues()).toEqual({
      routes: ["GET /b", "GET /a"],
      integrations: [
        { id: "busy", name: "busy" },
        { id: "rare", name: "rare" },
      ],
      credentials: [
        { fingerprint: "fp2", last4: "9f3a" },
        { fingerprint: "fp1", last4: null },
      ],
    });
  });
}

async function listAll(store: Store, query: Omit<CallQuery, "cursor"> & { filter: AttemptFilter }): Promise<Call[]> {
  const calls: Call[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.listCalls({ ...query, cursor });
    expect(page.data.length).toBeLessThanOrEqual(query.limit);
    calls.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return calls;
}

function callFieldsOf({ attempt: _, exchange: __, failure: ___, requestShape: ____, call, ...fields }: Attempt) {
  const { toldStartedAtMs, ttfbMs, waitedMs, retryAfterMs, deprecation, sunset, partnerHeaders, ...shared } = fields;
  return { ...shared, ...call };
}

const byCallId = (a: { readonly callId: string }, b: { readonly callId: string }) => (a.callId < b.callId ? -1 : 1);
