import { type TrafficPoint, trafficPoints } from "#components/charts/traffic-points.ts";
import { AppError } from "#lib/errors";
import type { RouteFigures, Stats, StatsTotals } from "#lib/model/stats";
import type { Store } from "#lib/store/store";
import { type BucketSeconds, narrowestBucket } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";
import { listCalls } from "#lib/traffic/calls";
import { listFailingRoutes } from "#lib/traffic/list-failing-routes";
import { readStats, type StatsQuery } from "#lib/traffic/read-stats";
import { isWhyNot, orWhyNot, type WhyNot } from "../or-why-not";
import type { RangeView } from "../range-view";
import { comparableTotals } from "./comparable-totals";

/** What the overview shows for one range. */
export type Overview = {
  /** The range answered: beyond retention its edges snap to whole hours. */
  readonly range: Range;
  readonly bucketSeconds: BucketSeconds;
  readonly totals: StatsTotals;
  /** Totals of the span of the same length before, for the changes; null if it has too little data to compare with. */
  readonly before: StatsTotals | null;
  readonly points: readonly TrafficPoint[];
  readonly routes: readonly RouteFigures[] | WhyNot;
};

const routesShown = 10;
// Wider bars than the 300 that are served at most: a class must be told from its neighbour.
const barsWanted = 120;

type OverviewQuery = Pick<RangeView, "range" | "filter" | "timeZone" | "nowMs">;

/** Reads all figures of the overview at once. Throws `unanswerable` if not even the totals can be told. */
export async function readOverview(store: Store, { nowMs, ...query }: OverviewQuery): Promise<Overview> {
  const { range, filter } = query;
  const spanBefore = { fromMs: range.fromMs - (range.toMs - range.fromMs), toMs: range.fromMs };
  const [{ byOutcome, overall }, before, routes] = await Promise.all([
    readSeries(store, query),
    orWhyNot(readStats(store, { ...query, range: spanBefore, by: "none", bucket: "auto" })),
    orWhyNot(listFailingRoutes(store, { range, filter, limit: routesShown })),
  ]);
  return {
    range: { fromMs: overall.fromMs, toMs: overall.toMs },
    bucketSeconds: overall.bucketSeconds,
    totals: overall.totals,
    before: isWhyNot(before) ? null : comparableTotals(before),
    points: trafficPoints({ byOutcome, overall }, nowMs),
    routes,
  };
}

/** When the newest call of this traffic that is still kept started; undefined if there is none. */
export async function findNewestCallAtMs(
  store: Store,
  { filter, nowMs }: Pick<RangeView, "filter" | "nowMs">,
): Promise<number | undefined> {
  const range = { fromMs: 0, toMs: nowMs + 86_400_000 };
  const { data } = await listCalls(store, { range, filter, limit: 1, cursor: null });
  return data[0]?.startedAtMs;
}

type Series = { readonly byOutcome: Stats; readonly overall: Stats };

/** Bars as narrow as can be told apart; where retention has left nothing so fine, as wide as it has. */
async function readSeries(store: Store, query: Omit<StatsQuery, "by" | "bucket">): Promise<Series> {
  const read = async (bucket: StatsQuery["bucket"]) => {
    const [byOutcome, overall] = await Promise.all([
      readStats(store, { ...query, by: "outcome", bucket }),
      readStats(store, { ...query, by: "none", bucket }),
    ]);
    return { byOutcome, overall };
  };
  try {
    return await read(narrowestBucket(query.range, barsWanted));
  } catch (error) {
    if (error instanceof AppError && error.code === "unanswerable") return read("auto");
    throw error;
  }
}
