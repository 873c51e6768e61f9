/**
 * The rank of a percentile among `n` values in rising order, from 1, by the nearest-rank rule: the smallest value with
 * at least `percent` % of all values at or below it. `n` is at least 1.
 */
export function nearestRank(n: number, percent: number): number {
  return Math.max(1, Math.ceil((percent * n) / 100));
}
