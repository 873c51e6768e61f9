import type { Counts } from "#lib/alerts/counts";
import { type Outcome, outcomes } from "#lib/model/outcome";
import type { FigureCell } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** Sums of any span of recorded buckets, for going through the past step by step. */
export type RecordedCounts = {
  /** Keys with attempts in the range, whose edges are taken down to whole buckets. */
  readonly count: (range: Range) => ReadonlyMap<string, Counts>;
};

type Buckets = { readonly firstMs: number; readonly bucketMs: number; readonly count: number };

const sentOutcomes: readonly Outcome[] = outcomes.filter((outcome) => outcome !== "blocked");
const unauthorizedColumn = sentOutcomes.length;
const refusedColumn = unauthorizedColumn + 1;
const columns = refusedColumn + 1;

/** Adds cells up from the first bucket on, so that any span is the difference of two rows. */
export function createRecordedCounts(cells: readonly FigureCell[], buckets: Buckets): RecordedCounts {
  const { firstMs, bucketMs, count } = buckets;
  const byKey = new Map<string, Float64Array>();
  for (const { t, key, outcome, status, attempts } of cells) {
    const column = sentOutcomes.indexOf(outcome);
    if (column === -1) continue;
    const sums = byKey.get(key) ?? new Float64Array((count + 1) * columns);
    byKey.set(key, sums);
    const row = (Math.floor((Math.max(t, firstMs) - firstMs) / bucketMs) + 1) * columns;
    add(sums, row + column, attempts);
    if (status === 401) add(sums, row + unauthorizedColumn, attempts);
    if (status === 401 || status === 403) add(sums, row + refusedColumn, attempts);
  }
  for (const sums of byKey.values()) {
    for (let at = columns; at < sums.length; at += 1) add(sums, at, sums[at - columns] ?? 0);
  }
  const rowOf = (ms: number) => Math.min(count, Math.max(0, Math.floor((ms - firstMs) / bucketMs))) * columns;
  return {
    count: ({ fromMs, toMs }) => {
      const [from, to] = [rowOf(fromMs), rowOf(toMs)];
      const counts = new Map<string, Counts>();
      for (const [key, sums] of byKey) {
        const one = countsBetween(sums, from, to);
        if (Object.keys(one.byOutcome).length > 0) counts.set(key, one);
      }
      return counts;
    },
  };
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

function countsBetween(sums: Float64Array, from: number, to: number): Counts {
  const between = (column: number) => (sums[to + column] ?? 0) - (sums[from + column] ?? 0);
  const byOutcome: Partial<Record<Outcome, number>> = {};
  for (const [column, outcome] of sentOutcomes.entries()) {
    const attempts = between(column);
    if (attempts > 0) byOutcome[outcome] = attempts;
  }
  return { byOutcome, unauthorized: between(unauthorizedColumn), refused: between(refusedColumn) };
}
