import { AppError } from "#lib/errors";
import type { Range } from "#lib/time/range";
import { instantOfWallClock, wallClock } from "#lib/time/zone";

/** Allowed widths of a chart's buckets, in seconds. Each divides the rollup above it. */
export const bucketSeconds = [60, 300, 900, 1_800, 3_600, 7_200, 10_800, 86_400] as const;
export type BucketSeconds = (typeof bucketSeconds)[number];

const pointsWanted = 300;
const pointsMax = 1_500;

/** Buckets that a range touches, the first and last perhaps in part. */
export function countBuckets(range: Range, seconds: BucketSeconds): number {
  const ms = seconds * 1_000;
  return Math.floor((range.toMs - 1) / ms) - Math.floor(range.fromMs / ms) + 1;
}

/** False for a range of so many days that no bucket is wide enough for it. */
export function canBeDrawn(range: Range): boolean {
  return countBuckets(range, 86_400) <= pointsMax;
}

/** The narrowest bucket that gives a picture at most so many bars, else a day. */
export function narrowestBucket(range: Range, barsMax: number): BucketSeconds {
  return bucketSeconds.find((seconds) => countBuckets(range, seconds) <= barsMax) ?? 86_400;
}

/**
 * The bucket asked for, or with `auto` the smallest that gives at most 300 points, else a day.
 * Throws `unanswerable` beyond 1,500 points, naming what is possible.
 */
export function chooseBucket(range: Range, asked: BucketSeconds | "auto"): BucketSeconds {
  if (asked === "auto") {
    const fitting = bucketSeconds.find((seconds) => countBuckets(range, seconds) <= pointsWanted);
    return fitting ?? chooseBucket(range, 86_400);
  }
  const points = countBuckets(range, asked);
  if (points <= pointsMax) return asked;
  const possible = bucketSeconds.find((seconds) => countBuckets(range, seconds) <= pointsMax);
  const message = possible
    ? `gives ${points} points for this range; at most ${pointsMax} are served, so use ${possible} or more`
    : `gives ${points} points for this range; at most ${pointsMax} are served, so shorten the range`;
  throw new AppError("unanswerable", `bucket ${message}`, { errors: [{ path: "bucket", message }] });
}

/**
 * Starts of the buckets that a range touches, oldest first; the first may lie before the range. Buckets begin at
 * multiples of their width since the epoch, days at the midnights of the zone, so that a day may have 23 or 25 hours.
 */
export function listBucketStarts(range: Range, seconds: BucketSeconds, timeZone: string): number[] {
  if (seconds === 86_400) return listDayStarts(range, timeZone);
  const ms = seconds * 1_000;
  const first = Math.floor(range.fromMs / ms) * ms;
  return Array.from({ length: countBuckets(range, seconds) }, (_, index) => first + index * ms);
}

function listDayStarts(range: Range, timeZone: string): number[] {
  const { year, month, day } = wallClock(range.fromMs, timeZone);
  const starts: number[] = [];
  for (let n = 0; ; n += 1) {
    // Date.UTC carries days beyond the end of a month over into the next.
    const start = instantOfWallClock(Date.UTC(year, month - 1, day + n), timeZone);
    if (start >= range.toMs) return starts;
    starts.push(start);
  }
}
