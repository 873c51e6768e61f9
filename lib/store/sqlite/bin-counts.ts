import { nearestRank } from "#lib/model/percentile";
import { binCount, msOfBin, packBins } from "#lib/store/sqlite/latency-bins";

/** A histogram of latencies to count into: eight kilobytes, made at the first latency. */
export class BinCounts {
  #counts: Float64Array | undefined;
  #total = 0;
  #lowest = binCount;
  #highest = -1;

  /** An arrow, so that it can be handed to `eachBin`. */
  readonly add = (bin: number, count: number): void => {
    this.#counts ??= new Float64Array(binCount);
    this.#counts[bin] = (this.#counts[bin] ?? 0) + count;
    this.#total += count;
    if (bin < this.#lowest) this.#lowest = bin;
    if (bin > this.#highest) this.#highest = bin;
  };

  /** Nearest rank, in ms; null without a latency. */
  percentile(percent: number): number | null {
    if (this.#total === 0) return null;
    let left = nearestRank(this.#total, percent);
    let bin = this.#lowest;
    while (bin < this.#highest) {
      left -= this.#counts?.[bin] ?? 0;
      if (left <= 0) break;
      bin += 1;
    }
    return msOfBin(bin);
  }

  /** As `eachBin` reads it. */
  pack(): Buffer {
    return packBins(this.#counts ?? [], this.#lowest, this.#highest);
  }

  clear(): void {
    if (this.#highest >= 0) this.#counts?.fill(0, this.#lowest, this.#highest + 1);
    this.#total = 0;
    this.#lowest = binCount;
    this.#highest = -1;
  }
}
