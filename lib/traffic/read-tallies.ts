import type { AttemptFilter } from "#lib/model/filter";
import type { StatsDimension } from "#lib/model/stats";
import type { AttemptReader, FigureCell } from "#lib/store/store";
import type { BucketSeconds } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

export type TallyReader = Pick<AttemptReader, "readFigures">;

/** Sent attempts that share a bucket, a key and an ending; `retries` of them were not the first of their call. */
export type Tally = Pick<FigureCell, "t" | "key" | "status" | "outcome" | "attempts" | "retries">;

export type TallyQuery = {
  readonly range: Range;
  readonly bucketSeconds: BucketSeconds;
  readonly by?: StatsDimension;
  readonly filter?: AttemptFilter;
  /** Whether wider buckets may be answered where nothing finer is kept; yes by default. */
  readonly mayWiden?: boolean;
  /** That days begin in; UTC by default. */
  readonly timeZone?: string;
};

export type Tallies = {
  /** As answered: beyond retention the edges snap to whole hours. */
  readonly range: Range;
  readonly bucketSeconds: BucketSeconds;
  /** Every bucket that the range touches, oldest first; the first may begin before the range. */
  readonly bucketStarts: readonly number[];
  /** What was blocked is in none of them. */
  readonly tallies: readonly Tally[];
};

/** Counts the sent attempts of a range by their endings, in buckets. Throws `unanswerable` as `readStats` does. */
export async function readTallies(store: TallyReader, query: TallyQuery): Promise<Tallies> {
  const { range, bucketSeconds, by = "none", filter = {}, mayWiden = true, timeZone = "UTC" } = query;
  const figures = await store.readFigures({ range, filter, by, bucketSeconds, mayWiden, timeZone, latency: false });
  const tallies = figures.cells.filter(({ outcome }) => outcome !== "blocked");
  return { range: figures.range, bucketSeconds: figures.bucketSeconds, bucketStarts: figures.bucketStarts, tallies };
}
