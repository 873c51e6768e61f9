import { countByKey } from "#lib/alerts/counts";
import type { CountSource } from "#lib/alerts/read-rule-data";
import type { Figures, FiguresQuery } from "#lib/store/store";
import { bucketSeconds } from "#lib/time/bucket";

type FigureReader = { readonly readFigures: (query: FiguresQuery) => Promise<Figures> };

/** A day: as few buckets as can be, for only the sum of them is wanted. */
const widest = bucketSeconds.at(-1) ?? 86_400;

/**
 * Counts as the store has them. What several rules ask at one moment is asked once, so it is made anew for each
 * evaluation.
 */
export function createLiveCounts(store: FigureReader): CountSource {
  const asked = new Map<string, Promise<Figures>>();
  const read = (query: Pick<FiguresQuery, "range" | "by" | "filter">) => {
    const key = JSON.stringify(query);
    const figures =
      asked.get(key) ?? store.readFigures({ ...query, bucketSeconds: widest, mayWiden: true, timeZone: "UTC" });
    asked.set(key, figures);
    return figures;
  };
  return {
    count: async (range, by, filter) => countByKey((await read({ range, by, filter })).cells),
    p95s: async (range, by, filter) => {
      const { p95s, latencyMs } = await read({ range, by, filter });
      if (by === "none") return latencyMs.p95 === null ? new Map() : new Map([["all", latencyMs.p95]]);
      // Where midnight cuts the window in two, the slower part speaks.
      const largest = new Map<string, number>();
      for (const { key, ms } of p95s) largest.set(key, Math.max(ms, largest.get(key) ?? 0));
      return largest;
    },
  };
}
