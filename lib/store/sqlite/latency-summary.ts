import { nearestRank } from "#lib/model/percentile";
import { BinCounts } from "#lib/store/sqlite/bin-counts";
import { binOf, eachBin } from "#lib/store/sqlite/latency-bins";

/** From so many latencies on, they are kept as bins. */
export const exactBelow = 2_000;

/** Latencies on their way to a percentile. */
export type LatencySummary = {
  /** One latency in ms, or packed bins. */
  readonly add: (latencies: number | Uint8Array) => void;
  /** Takes a latency in ms off again, that came in packed bins. */
  readonly takeOff: (ms: number) => void;
  /** Nearest rank, in ms; null without a latency. At most 1.5 % off, or exact. */
  readonly percentile: (percent: number) => number | null;
  /** True while every latency came alone and they are few. */
  readonly isExact: () => boolean;
  /** Empties it for the next bucket. */
  readonly clear: () => void;
};

/** Keeps latencies as they are while they are few, and counts them into bins when they are many or come packed. */
export function createLatencySummary(): LatencySummary {
  let few: number[] | null = [];
  const bins = new BinCounts();

  function countFew(): void {
    for (const ms of few ?? []) bins.add(binOf(ms), 1);
    few = null;
  }

  return {
    add(latencies) {
      if (typeof latencies !== "number") {
        countFew();
        eachBin(latencies, bins.add);
      } else if (few && few.length < exactBelow - 1) {
        few.push(latencies);
      } else {
        countFew();
        bins.add(binOf(latencies), 1);
      }
    },
    takeOff(ms) {
      countFew();
      bins.add(binOf(ms), -1);
    },
    percentile(percent) {
      if (!few) return bins.percentile(percent);
      few.sort((a, b) => a - b);
      return few[nearestRank(few.length, percent) - 1] ?? null;
    },
    isExact: () => few !== null,
    clear() {
      few = [];
      bins.clear();
    },
  };
}
