import { nearestRank } from "#lib/model/percentile";
import { binCount, binOf, eachBin, msOfBin } from "#lib/store/sqlite/latency-bins";

/** From so many latencies on, they are kept as bins. */
export const exactBelow = 2_000;

/** Latencies on their way to a percentile. */
export type LatencySummary = {
  /** One latency in ms, or packed bins. */
  readonly add: (latencies: number | Uint8Array) => void;
  /** Nearest rank, in ms; null without a latency. At most 1.5 % off, or exact. */
  readonly percentile: (percent: number) => number | null;
  /** True while every latency came alone and they are few. */
  readonly isExact: () => boolean;
  /** Empties it for the next bucket: a new one would cost eight kilobytes. */
  readonly clear: () => void;
};

/** Keeps latencies as they are while they are few, and counts them into bins when they are many or come packed. */
export function createLatencySummary(): LatencySummary {
  let few: number[] | null = [];
  const bins = createBinCounts();

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

function createBinCounts() {
  let counts: Float64Array | undefined;
  let total = 0;
  let lowest = binCount;
  let highest = -1;
  return {
    add(bin: number, count: number) {
      counts ??= new Float64Array(binCount);
      counts[bin] = (counts[bin] ?? 0) + count;
      total += count;
      if (bin < lowest) lowest = bin;
      if (bin > highest) highest = bin;
    },
    percentile(percent: number): number | null {
      if (total === 0) return null;
      let left = nearestRank(total, percent);
      let bin = lowest;
      while (bin < highest) {
        left -= counts?.[bin] ?? 0;
        if (left <= 0) break;
        bin += 1;
      }
      return msOfBin(bin);
    },
    clear() {
      if (highest >= 0) counts?.fill(0, lowest, highest + 1);
      total = 0;
      lowest = binCount;
      highest = -1;
    },
  };
}
