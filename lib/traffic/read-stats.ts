import { AppError } from "#lib/errors";
import type { AttemptFilter } from "#lib/model/filter";
import type { Stats, StatsDimension } from "#lib/model/stats";
import type { AttemptReader } from "#lib/store/store";
import { type BucketSeconds, chooseBucket } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";
import { parseTimeZone } from "#lib/time/zone";
import { seriesOf } from "#lib/traffic/series";
import { totalsOf } from "#lib/traffic/totals";

export type StatsQuery = {
  readonly range: Range;
  readonly filter: AttemptFilter;
  readonly by: StatsDimension;
  readonly bucket: BucketSeconds | "auto";
  /** IANA zone whose midnights days begin at. */
  readonly timeZone: string;
};

/**
 * Figures of a range: totals, and one series for each key, with a point for every bucket. Throws `bad_input` for an
 * unknown zone, and `unanswerable` for too many points or for what retention has removed.
 */
export async function readStats(store: Pick<AttemptReader, "readFigures">, query: StatsQuery): Promise<Stats> {
  const { range, filter, by, bucket } = query;
  const timeZone = parseTimeZone(query.timeZone);
  if (timeZone === null) {
    const message = "must be a time zone such as UTC or Europe/Zurich";
    throw new AppError("bad_input", `tz ${message}`, { errors: [{ path: "tz", message }] });
  }
  const bucketSeconds = chooseBucket(range, bucket);
  const figures = await store.readFigures({
    range,
    filter,
    by,
    bucketSeconds,
    mayWiden: bucket === "auto",
    timeZone,
  });
  return {
    fromMs: figures.range.fromMs,
    toMs: figures.range.toMs,
    bucketSeconds: figures.bucketSeconds,
    totals: totalsOf(figures),
    series: seriesOf(figures, by),
  };
}
