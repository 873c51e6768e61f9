import { expect, test } from "vitest";
import { playground } from "#lib/store/arbitrary-attempts";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Store } from "#lib/store/store";

const startedAtMs = playground.fromMs + 1;

/** What `record` must keep, and what it must refuse. */
export function describeRecording(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });
  const countCalls = async (store: Store) =>
    (await store.listCalls({ range: playground, filter: {}, limit: 500, cursor: null })).data.length;
  const countAttempts = async (store: Store) => {
    const figures = { range: playground, filter: {}, by: "none", bucketSeconds: 86_400, mayWiden: false } as const;
    const { cells } = await store.readFigures({ ...figures, timeZone: "UTC" });
    return cells.reduce((sum, { attempts }) => sum + attempts, 0);
  };

  withStore("what was recorded is there for the next question, in lists and figures", async (store) => {
    for (let n = 1; n <= 5; n += 1) {
      await store.record([sampleAttempt({ startedAtMs })]);
      expect([await countCalls(store), await countAttempts(store)]).toEqual([n, n]);
    }
  });

  withStore("many callers at once all get their attempts stored", async (store) => {
    await Promise.all(Array.from({ length: 400 }, () => store.record([sampleAttempt({ startedAtMs })])));
    expect([await countCalls(store), await countAttempts(store)]).toEqual([400, 400]);
  });

  withStore("nothing to record is no error", async (store) => {
    await store.record([]);
    expect(await countCalls(store)).toBe(0);
  });

  withStore("the same attempt of the same call twice is a conflict, and is counted once", async (store) => {
    const attempt = sampleAttempt({ startedAtMs });
    await store.record([attempt]);
    await expect(store.record([attempt])).rejects.toMatchObject({ name: "AppError", code: "conflict" });
    expect([await countCalls(store), await countAttempts(store)]).toEqual([1, 1]);
  });

  withStore(
    "one bad record rejects alone, whoever shares its transaction, and stores nothing of its own",
    async (store) => {
      const known = sampleAttempt({ startedAtMs });
      await store.record([known]);
      const good = Array.from({ length: 60 }, () => [sampleAttempt({ startedAtMs })]);
      const bad = [[sampleAttempt({ startedAtMs }), known], [sampleAttempt({ startedAtMs, latencyMs: Number.NaN })]];
      const records = [
        ...good.slice(0, 20),
        ...bad.slice(0, 1),
        ...good.slice(20, 50),
        ...bad.slice(1),
        ...good.slice(50),
      ];
      const results = await Promise.allSettled(records.map((attempts) => store.record(attempts)));
      const rejected = records.filter((_, index) => results[index]?.status === "rejected");
      expect(rejected).toEqual(bad);
      expect([await countCalls(store), await countAttempts(store)]).toEqual([61, 61]);
    },
  );

  withStore("a new name in a record that fails is forgotten, and works in the next", async (store) => {
    const known = sampleAttempt({ startedAtMs });
    await store.record([known]);
    const fresh = { startedAtMs, route: "GET /fresh", integration: "fresh", credential: "fresh" };
    await expect(store.record([sampleAttempt(fresh), known])).rejects.toThrow();
    await store.record([sampleAttempt(fresh)]);
    const { data } = await store.listCalls({
      range: playground,
      filter: { route: ["GET /fresh"] },
      limit: 9,
      cursor: null,
    });
    expect(data).toMatchObject([{ route: "GET /fresh", integration: "fresh", credential: "fresh" }]);
  });

  test("a closed store rejects, and closing waits for what was recorded", async () => {
    const store = await open();
    const recording = store.record([sampleAttempt({ startedAtMs })]);
    await store.close();
    await recording;
    const closed = { name: "AppError", code: "unavailable" };
    await expect(store.record([sampleAttempt()])).rejects.toMatchObject(closed);
    await expect(store.findCall("x")).rejects.toMatchObject(closed);
    await expect(store.findSetting("x")).rejects.toMatchObject(closed);
    await expect(store.ping()).rejects.toMatchObject(closed);
  });
}
