import { AppError } from "#lib/errors";
import type { FigureSource } from "#lib/store/sqlite/figure-source";
import { keptSeconds } from "#lib/store/sqlite/rollups";
import type { FiguresQuery } from "#lib/store/store";
import { bucketSeconds as allBucketSeconds, type BucketSeconds, listBucketStarts } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

/** From when on there are raw rows, and from when on there are figures at all. */
export type Kept = { readonly rowsFromMs: number; readonly figuresFromMs: number };

/** What will be answered: never finer than what is kept, and the edges say so. */
export type FigureScope = {
  readonly range: Range;
  readonly bucketSeconds: BucketSeconds;
  readonly bucketStarts: readonly number[];
};

type Asked = Pick<FiguresQuery, "range" | "bucketSeconds" | "mayWiden" | "timeZone">;

const keptMs = keptSeconds * 1_000;

/**
 * Within retention a range is answered to the millisecond, beyond it in whole hours. Throws `unanswerable`, naming what
 * is possible, for what only raw rows could tell, for buckets that are too fine, and for a time of which nothing is left.
 */
export function settleScope(asked: Asked, source: FigureSource, kept: Kept): FigureScope {
  const { timeZone } = asked;
  const beyond = asked.range.fromMs < kept.rowsFromMs;
  if (!beyond) {
    const { range, bucketSeconds } = asked;
    return { range, bucketSeconds, bucketStarts: listBucketStarts(range, bucketSeconds, timeZone) };
  }
  if (source === "rows") throw rowsGone(kept.rowsFromMs);
  const bucketSeconds = settleBucket(asked, kept.rowsFromMs);
  const range = snapRange(asked.range, kept);
  const bucketStarts = listBucketStarts(range, bucketSeconds, timeZone).map((start) =>
    start < kept.rowsFromMs ? floorTo(start, keptMs) : start,
  );
  return { range, bucketSeconds, bucketStarts };
}

function settleBucket({ bucketSeconds, mayWiden }: Asked, rowsFromMs: number): BucketSeconds {
  if (bucketSeconds >= keptSeconds) return bucketSeconds;
  const widened = allBucketSeconds.find((seconds) => seconds >= keptSeconds);
  if (mayWiden && widened) return widened;
  throw unanswerable("bucket", `before ${isoOf(rowsFromMs)} only hours are kept: use ${keptSeconds} or more`);
}

function snapRange({ fromMs, toMs }: Range, { rowsFromMs, figuresFromMs }: Kept): Range {
  const snapped = {
    fromMs: Math.max(floorTo(fromMs, keptMs), figuresFromMs),
    toMs: toMs < rowsFromMs ? Math.ceil(toMs / keptMs) * keptMs : toMs,
  };
  if (snapped.fromMs < snapped.toMs) return snapped;
  throw unanswerable("to", `must be after ${isoOf(figuresFromMs)}: nothing before it is kept`);
}

function rowsGone(rowsFromMs: number): AppError {
  const message =
    `is before ${isoOf(rowsFromMs)}, where single attempts are no longer kept. Figures of that time can be asked by one ` +
    "of route (or method), integration and credential, together with outcome, statusClass and status; for any other " +
    "filter begin the range later";
  return unanswerable("from", message);
}

function unanswerable(path: string, message: string): AppError {
  return new AppError("unanswerable", `${path} ${message}`, { errors: [{ path, message }] });
}

function floorTo(ms: number, unitMs: number): number {
  return Math.floor(ms / unitMs) * unitMs;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
