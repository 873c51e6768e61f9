import fc from "fast-check";
import { expect, test } from "vitest";
import { statsDimensions } from "#lib/model/stats";
import { arbitraryCall, playground } from "#lib/store/arbitrary-attempts";
import type { FigureCell, FiguresQuery, Store } from "#lib/store/store";

const query = {
  range: playground,
  filter: {},
  bucketSeconds: 300,
  mayWiden: false,
  timeZone: "UTC",
} as const satisfies Omit<FiguresQuery, "by">;

/** Figures without latencies: the same counts, sooner. */
export function describeCounts(open: () => Promise<Store>): void {
  test.each(statsDimensions)("by %s, the counts are the same without latencies", async (by) => {
    const store = await open();
    await store.record(fc.sample(arbitraryCall, { numRuns: 80, seed: 8 }).flat());
    const whole = await store.readFigures({ ...query, by });
    const counts = await store.readFigures({ ...query, by, latency: false });
    expect(inOrder(counts.cells)).toEqual(inOrder(whole.cells));
    expect(counts).toMatchObject({
      bucketStarts: whole.bucketStarts,
      p95s: [],
      latencyMs: { p50: null, p95: null, p99: null },
    });
    await store.close();
  });
}

function inOrder(cells: readonly FigureCell[]): readonly string[] {
  return cells.map((cell) => JSON.stringify(cell)).sort();
}
