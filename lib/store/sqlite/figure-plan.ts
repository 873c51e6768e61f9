import type { FigureScope } from "#lib/store/sqlite/figure-scope";
import type { FigureSource } from "#lib/store/sqlite/figure-source";
import { type Rollup, rollups } from "#lib/store/sqlite/rollups";
import type { Range } from "#lib/time/range";

/** Buckets of equal width, which start at multiples of it; or, with null, one bucket that starts at `originMs`. */
export type Run = Range & { readonly originMs: number; readonly widthMs: number | null };

/** Part of a run that one source answers: whole spans of a rollup, or raw rows where that is null. */
export type Stretch = Run & {
  readonly rollup: Rollup | null;
  /** -1: to be taken off again, because the span before it reaches beyond the range. */
  readonly sign: 1 | -1;
};

/** Whether so many attempts started in a range that counting them one by one should be avoided. */
export type IsBusy = (range: Range) => boolean;

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
 * Cuts runs into stretches, oldest first: the coarsest rollup in the middle, finer ones towards the edges, raw rows for
 * the rest. Where these are many and the rest of their span is quiet, as it is at the end of a range that ends now, the
 * span is taken whole and the few rows beyond the edge are taken off again. All stretches together count each instant of
 * a run once, and no span of a rollup ever reaches across the edge of a bucket. A scope beyond retention has its edges on
 * full hours, so that nothing finer is asked for there.
 */
export function planStretches(runs: readonly Run[], source: FigureSource, isBusy: IsBusy): readonly Stretch[] {
  return runs.flatMap((run) => {
    const fits = ({ seconds }: Rollup) => run.widthMs === null || run.widthMs % (seconds * 1_000) === 0;
    const usable = rollups.filter((rollup) => rollup.dimension === source && fits(rollup));
    const coarseFirst = usable.toSorted((a, b) => b.seconds - a.seconds);
    return cover(run, run, coarseFirst, isBusy);
  });
}

function cover(run: Run, { fromMs, toMs }: Range, coarseFirst: readonly Rollup[], isBusy: IsBusy): Stretch[] {
  if (fromMs >= toMs) return [];
  const [rollup, ...finer] = coarseFirst;
  if (!rollup) return [{ ...run, fromMs, toMs, rollup: null, sign: 1 }];
  const spanMs = rollup.seconds * 1_000;
  const firstMs = Math.ceil(fromMs / spanMs) * spanMs;
  const lastMs = Math.floor(toMs / spanMs) * spanMs;
  const edge = (range: Range) =>
    finer.length > 0 ? cover(run, range, finer, isBusy) : coverPart(run, range, rollup, isBusy);
  // Within one span.
  if (firstMs > lastMs) return edge({ fromMs, toMs });
  const middle = { ...run, fromMs: firstMs, toMs: lastMs, rollup, sign: 1 } as const;
  return [...edge({ fromMs, toMs: firstMs }), ...(firstMs < lastMs ? [middle] : []), ...edge({ fromMs: lastMs, toMs })];
}

/** Covers part of one span of the finest rollup. */
function coverPart(run: Run, part: Range, rollup: Rollup, isBusy: IsBusy): Stretch[] {
  if (part.fromMs >= part.toMs) return [];
  const spanMs = rollup.seconds * 1_000;
  const startMs = Math.floor(part.fromMs / spanMs) * spanMs;
  const span = { fromMs: startMs, toMs: startMs + spanMs };
  const beyond = [
    { fromMs: span.fromMs, toMs: part.fromMs },
    { fromMs: part.toMs, toMs: span.toMs },
  ].filter(({ fromMs, toMs }) => fromMs < toMs);
  if (!isBusy(part) || beyond.some(isBusy)) return [{ ...run, ...part, rollup: null, sign: 1 }];
  return [
    { ...run, ...span, rollup, sign: 1 },
    ...beyond.map((range) => ({ ...run, ...range, rollup: null, sign: -1 }) as const),
  ];
}
