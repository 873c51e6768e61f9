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
};

/** Keeps latencies as they are while they are few, and counts them into bins when they are many or come packed. */
export function createLatencySummary(): LatencySummary {
  let few: number[] | null = [];
  let sorted = true;
  let bins: BinSummary | undefined;

  function toBins(): BinSummary {
    bins ??= createBinSummary();
    for (const ms of few ?? []) bins.addBin(binOf(ms), 1);
    few = null;
    return bins;
  }

  return {
    add(latencies) {
      if (typeof latencies !== "number") eachBin(latencies, toBins().addBin);
      else if (few && few.length < exactBelow - 1) {
        few.push(latencies);
        sorted = false;
      } else toBins().addBin(binOf(latencies), 1);
    },
    percentile(percent) {
      if (!few) return toBins().percentile(percent);
      if (!sorted) few.sort((a, b) => a - b);
      sorted = true;
      return few[nearestRank(few.length, percent) - 1] ?? null;
    },
    isExact: () => few !== null,
  };
}

type BinSummary = ReturnType<typeof createBinSummary>;

function createBinSummary() {
  const counts = new Float64Array(binCount);
  let total = 0;
  let lowest = binCount;
  let highest = 0;
  return {
    addBin(bin: number, count: number) {
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
        left -= counts[bin] ?? 0;
        if (left <= 0) break;
        bin += 1;
      }
      return msOfBin(bin);
    },
  };
}
