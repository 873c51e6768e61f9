import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type StatsDimension, statsDimensions } from "#lib/model/stats";
import { arbitraryCall, arbitraryFilter, arbitraryRange, playground } from "#lib/store/arbitrary-attempts";
import { expectNear, expectRecount, movedBy } from "#lib/store/expect-recount";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { FiguresQuery, Store } from "#lib/store/store";
import { bucketSeconds, countBuckets } from "#lib/time/bucket";

const zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/Santiago"];

const arbitraryQuery: fc.Arbitrary<FiguresQuery> = fc
  .record({
    range: arbitraryRange,
    filter: arbitraryFilter,
    by: fc.constantFrom(...statsDimensions),
    bucketSeconds: fc.constantFrom(...bucketSeconds),
    mayWiden: fc.constant(false),
    timeZone: fc.constantFrom(...zones),
  })
  .filter(({ range, bucketSeconds: seconds }) => countBuckets(range, seconds) <= 1_500);

const everything: FiguresQuery = {
  range: playground,
  filter: {},
  by: "none",
  bucketSeconds: 3_600,
  mayWiden: false,
  timeZone: "UTC",
};

/** Small views have exact percentiles, and say so, in all and in each point. */
export function describeExactPercentiles(open: () => Promise<Store>): void {
  test("percentiles of fewer than 2,000 attempts in view are exact, filtered or not; of more they are near", async () => {
    const store = await open();
    const latency = fc.sample(fc.double({ min: 0.01, max: 60_000, noNaN: true }), { numRuns: 2_000, seed: 5 });
    const attempts = latency.map((latencyMs, n) =>
      sampleAttempt({
        startedAtMs: playground.fromMs + n * 60_000,
        latencyMs,
        route: n % 2 === 0 ? "GET /a" : "GET /b",
      }),
    );
    await store.record(attempts.slice(1));
    for (const filter of [{}, { route: ["GET /a"] }, { route: ["GET /a"], source: ["gateway" as const] }]) {
      const figures = await store.readFigures({ ...everything, filter });
      expect(figures.latencyMs.exact).toBe(true);
      expectRecount(figures, attempts.slice(1), { ...everything, filter });
    }
    await store.record(attempts.slice(0, 1));
    const figures = await store.readFigures(everything);
    expect(figures.latencyMs.exact).toBe(false);
    expectRecount(figures, attempts, everything);
    await store.close();
  });
}

/** Figures that any store must give: the counts of a recount, and percentiles within 2 %. */
export function describeFigures(open: () => Promise<Store>): void {
  test("random traffic, in random order and batches, is counted as a recount counts it", async () => {
    const history = fc.array(arbitraryCall, { minLength: 1, maxLength: 60 }).chain((calls) => {
      const attempts = calls.flat();
      return fc.shuffledSubarray(attempts, { minLength: attempts.length });
    });
    const questions = fc.array(arbitraryQuery, { minLength: 12, maxLength: 12 });
    const store = await open();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 20 }), questions, async (drawn, batch, queries) => {
        // Each run has weeks of its own in the one store.
        const byMs = runs++ * 28 * 86_400_000;
        const attempts = drawn.map((attempt) => movedBy(byMs, attempt, `${attempt.callId}-${runs}`));
        for (let at = 0; at < attempts.length; at += batch) await store.record(attempts.slice(at, at + batch));
        for (const asked of queries) {
          const range = { fromMs: asked.range.fromMs + byMs, toMs: asked.range.toMs + byMs };
          const query = { ...asked, range };
          expectRecount(await store.readFigures(query), attempts, query);
        }
      }),
      { numRuns: 100 },
    );
    await store.close();
  }, 60_000);

  test("crowded hours, cut anywhere, are counted as a recount counts them", async () => {
    const store = await open();
    const hours = { fromMs: playground.fromMs, toMs: playground.fromMs + 3 * 3_600_000 };
    const lengthMs = hours.toMs - hours.fromMs;
    const attempts = fc.sample(arbitraryCall, { numRuns: 150, seed: 11 }).flatMap((call) => {
      const first = call[0]?.startedAtMs ?? 0;
      const intoMs = (first - playground.fromMs) % lengthMs;
      return call.map((attempt) => movedBy(hours.fromMs + intoMs - first, attempt, attempt.callId));
    });
    await store.record(attempts);
    const cut = fc
      .tuple(fc.nat(lengthMs), fc.nat(lengthMs))
      .map(([a, b]) => ({ fromMs: hours.fromMs + Math.min(a, b), toMs: hours.fromMs + Math.max(a, b) + 1 }));
    for (const [index, range] of fc.sample(cut, { numRuns: 80, seed: 12 }).entries()) {
      const by = statsDimensions[index % statsDimensions.length] ?? "none";
      const query = { ...everything, range, by, bucketSeconds: index % 3 === 0 ? 300 : 86_400 } as const;
      expectRecount(await store.readFigures(query), attempts, query);
    }
    await store.close();
  });

  test("every breakdown sums up to the same attempts", async () => {
    const store = await open();
    const attempts = fc.sample(arbitraryCall, { numRuns: 80, seed: 7 }).flat();
    await store.record(attempts);
    for (const by of statsDimensions) {
      const { cells } = await store.readFigures({ ...everything, by, bucketSeconds: 86_400 });
      expect(cells.reduce((sum, cell) => sum + cell.attempts, 0)).toBe(attempts.length);
    }
    await store.close();
  });

  test("two methods that are shown as one route are one series", async () => {
    const store = await open();
    const startedAtMs = playground.fromMs;
    const odd = (method: string, latencyMs: number) =>
      sampleAttempt({ startedAtMs, method, latencyMs, route: "OTHER /locks" });
    const attempts = [odd("BREW", 10), odd("WHEN", 20), odd("WHEN", 30)];
    await store.record(attempts);
    const query = { ...everything, by: "route" } as const;
    expectRecount(await store.readFigures(query), attempts, query);
    expect((await store.listFilterValues()).routes).toEqual(["OTHER /locks"]);
    await store.close();
  });

  test("a range without attempts has all its buckets, no cells and no percentiles", async () => {
    const store = await open();
    const figures = await store.readFigures(everything);
    expect(figures.bucketStarts).toHaveLength(72);
    expect(figures).toMatchObject({ cells: [], p95s: [], latencyMs: { p50: null, p95: null, p99: null } });
    await store.close();
  });

  test("both edges of a range are exact: the first millisecond belongs to it, the last does not", async () => {
    const store = await open();
    const at = playground.fromMs + 5_400_123;
    await store.record(
      [at - 1, at, at + 9_999_999, at + 10_000_000].map((startedAtMs) => sampleAttempt({ startedAtMs })),
    );
    const { cells } = await store.readFigures({ ...everything, range: { fromMs: at, toMs: at + 10_000_000 } });
    expect(cells.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(2);
    await store.close();
  });

  test("a blocked call is in no figure of attempts, calls, retries or latency", async () => {
    const store = await open();
    const call = { startedAtMs: playground.fromMs, attempts: 0, latencyMs: 0, heldBackMs: 0, stopReason: null };
    const startedAtMs = playground.fromMs;
    await store.record([
      sampleAttempt({ startedAtMs, attempt: 0, outcome: "blocked", blockedReason: "pacer", status: null, call }),
    ]);
    const figures = await store.readFigures({ ...everything, by: "route" });
    expect(figures.cells).toEqual([
      { t: startedAtMs, key: "GET /locks/{id}", status: null, outcome: "blocked", attempts: 1, calls: 0, retries: 0 },
    ]);
    expect(figures.latencyMs).toMatchObject({ p50: null, p95: null, p99: null });
    expect(await store.listFailingRoutes(playground, {}, 10)).toEqual([]);
    await store.close();
  });

  test("routes with failures are listed, most failures first", async () => {
    const store = await open();
    const failed = (route: string, status: number, latencyMs: number) =>
      sampleAttempt({ startedAtMs: playground.fromMs + 1, route, status, outcome: "server_error", latencyMs });
    await store.record([
      failed("GET /a", 500, 10),
      failed("GET /b", 500, 30),
      failed("GET /b", 503, 20),
      { ...failed("GET /b", 422, 10), outcome: "client_error" },
      sampleAttempt({ startedAtMs: playground.fromMs + 1, route: "GET /b", latencyMs: 5 }),
      sampleAttempt({ startedAtMs: playground.fromMs + 1, route: "GET /fine" }),
    ]);
    const routes = await store.listFailingRoutes(playground, {}, 10);
    expect(routes.map(({ p95: _, ...figures }) => figures)).toEqual([
      { route: "GET /b", attempts: 4, bad: 1, failures: 3, retries: 0 },
      { route: "GET /a", attempts: 1, bad: 0, failures: 1, retries: 0 },
    ]);
    expectNear(routes[0]?.p95 ?? null, 30);
    expect(await store.listFailingRoutes(playground, { outcome: ["client_error"] }, 10)).toHaveLength(1);
    expect(await store.listFailingRoutes(playground, {}, 1)).toHaveLength(1);
    await store.close();
  });

  describe("beyond retention", () => {
    const history = fc.sample(arbitraryCall, { numRuns: 80, seed: 11 }).flat();
    const middle = playground.fromMs + 36 * 3_600_000;
    const oddRange = { fromMs: playground.fromMs + 1_234_567, toMs: playground.toMs - 1_234_567 };
    const snapped = { ...oddRange, fromMs: playground.fromMs };

    async function openOld(): Promise<Store> {
      const store = await open();
      await store.record(history);
      const gone = history.filter(({ startedAtMs }) => startedAtMs < middle).length;
      expect(await store.deleteAttemptsBefore(middle + 1_800_000)).toBe(gone);
      return store;
    }

    test("the figures stay as they were, edges snap to the hour, and the answer says so", async () => {
      const store = await openOld();
      for (const by of statsDimensions) {
        const query = { ...everything, by, range: oddRange };
        const figures = await store.readFigures(query);
        expect(figures.range).toEqual(snapped);
        expectRecount(figures, history, { ...query, range: snapped });
      }
      await store.close();
    });

    test("one dimension with outcome and status is answered, and anything else names what is", async () => {
      const store = await openOld();
      const ask = (filter: FiguresQuery["filter"], by: StatsDimension = "none") =>
        store.readFigures({ ...everything, range: oddRange, filter, by });
      await ask({ route: ["GET /locks"], method: ["GET"], outcome: ["success"], status: [200] }, "route");
      const unanswerable = { code: "unanswerable", message: expect.stringContaining("integration and credential") };
      await expect(ask({ q: "locks" })).rejects.toMatchObject(unanswerable);
      await expect(ask({ route: ["GET /locks"] }, "integration")).rejects.toMatchObject(unanswerable);
      await ask({ route: ["GET /locks"] }, "outcome");
      await store.close();
    });

    test("buckets finer than an hour are refused, or widened where that is allowed", async () => {
      const store = await openOld();
      const query = { ...everything, range: oddRange, bucketSeconds: 300 } as const;
      await expect(store.readFigures(query)).rejects.toMatchObject({ code: "unanswerable" });
      const figures = await store.readFigures({ ...query, mayWiden: true });
      expect(figures.bucketSeconds).toBe(3_600);
      await store.close();
    });

    test("days of a zone that is off by a quarter of an hour begin at the full hour", async () => {
      const store = await openOld();
      const query = { ...everything, bucketSeconds: 86_400, timeZone: "Asia/Kathmandu" } as const;
      const { bucketStarts, cells } = await store.readFigures(query);
      const day = 86_400_000;
      const firstMs = playground.fromMs - 6 * 3_600_000;
      const exactMs = firstMs + 900_000;
      expect(bucketStarts).toEqual([firstMs, firstMs + day, exactMs + 2 * day, exactMs + 3 * day]);
      const counted = bucketStarts.map((start, index) => {
        const end = bucketStarts[index + 1] ?? playground.toMs;
        return history.filter(({ startedAtMs }) => startedAtMs >= start && startedAtMs < end).length;
      });
      const answered = bucketStarts.map((start) =>
        cells.filter(({ t }) => t === start).reduce((sum, { attempts }) => sum + attempts, 0),
      );
      expect(answered).toEqual(counted);
      await store.close();
    });

    test("attempts that come late are counted all the same", async () => {
      const store = await openOld();
      const late = sampleAttempt({ startedAtMs: playground.fromMs + 5, route: "GET /late" });
      await store.record([late]);
      const query = { ...everything, by: "route", range: oddRange } as const;
      expectRecount(await store.readFigures(query), [...history, late], { ...query, range: snapped });
      await store.close();
    });

    test("when the figures are deleted, too, a range begins where something is left", async () => {
      const store = await openOld();
      const secondDay = playground.fromMs + 86_400_000;
      expect(await store.deleteRollupsBefore(secondDay + 5)).toBeGreaterThan(0);
      const figures = await store.readFigures(everything);
      expect(figures.range).toEqual({ fromMs: secondDay, toMs: playground.toMs });
      expectRecount(figures, history, { ...everything, range: figures.range });
      const range = { fromMs: playground.fromMs, toMs: secondDay };
      await expect(store.readFigures({ ...everything, range })).rejects.toMatchObject({ code: "unanswerable" });
      await store.close();
    });
  });
}
