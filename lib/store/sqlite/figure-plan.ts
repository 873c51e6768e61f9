import type { FigureScope } from "#lib/store/sqlite/figure-scope";
import type { FigureSource } from "#lib/store/sqlite/figure-source";
import { type Rollup, rollups } from "#lib/store/sqlite/rollups";
import type { Range } from "#lib/time/range";

/** Buckets of equal width, which start at multiples of it; or, with null, one bucket that starts at `originMs`. */
export type Run = Range & { readonly originMs: number; readonly widthMs: number | null };

/** Part of a run that one source answers: whole spans of a rollup, or raw rows where that is null. */
export type Stretch = Run & { readonly rollup: Rollup | null };

/** The buckets of a scope. Days may differ in length and begin at any quarter of an hour, so each is a run of its own. */
export function runsOf({ range, bucketSeconds, bucketStarts }: FigureScope): readonly Run[] {
  if (bucketSeconds !== 86_400) return [{ ...range, originMs: 0, widthMs: bucketSeconds * 1_000 }];
  return bucketStarts.map((startMs, index) => ({
    fromMs: Math.max(startMs, range.fromMs),
    toMs: Math.min(bucketStarts[index + 1] ?? range.toMs, range.toMs),
    originMs: startMs,
    widthMs: null,
  }));
}

/** The start of the bucket that an instant of the run belongs to. */
export function bucketOf(ms: number, { originMs, widthMs }: Run): number {
  return widthMs === null ? originMs : Math.floor(ms / widthMs) * widthMs;
}

/**
 * Cuts runs into stretches, oldest first, without gap or overlap: the coarsest rollup in the middle, finer ones towards
 * the edges, raw rows for the rest. No span of a rollup ever reaches across the edge of a bucket. A scope beyond
 * retention has its edges on full hours, so that nothing finer is asked for there.
 */
export function planStretches(runs: readonly Run[], source: FigureSource): readonly Stretch[] {
  return runs.flatMap((run) => {
    const fits = ({ seconds }: Rollup) => run.widthMs === null || run.widthMs % (seconds * 1_000) === 0;
    const usable = rollups.filter((rollup) => rollup.dimension === source && fits(rollup));
    const coarseFirst = usable.toSorted((a, b) => b.seconds - a.seconds);
    return cover(run, run.fromMs, run.toMs, coarseFirst);
  });
}

function cover(run: Run, fromMs: number, toMs: number, coarseFirst: readonly Rollup[]): Stretch[] {
  if (fromMs >= toMs) return [];
  const [rollup, ...finer] = coarseFirst;
  if (!rollup) return [{ ...run, fromMs, toMs, rollup: null }];
  const spanMs = rollup.seconds * 1_000;
  const firstMs = Math.ceil(fromMs / spanMs) * spanMs;
  const lastMs = Math.floor(toMs / spanMs) * spanMs;
  if (firstMs >= lastMs) return cover(run, fromMs, toMs, finer);
  return [
    ...cover(run, fromMs, firstMs, finer),
    { ...run, fromMs: firstMs, toMs: lastMs, rollup },
    ...cover(run, lastMs, toMs, finer),
  ];
}
