import { cookies } from "next/headers";
import type { SearchParams } from "nuqs/server";
import type { z } from "zod";
import { attemptFilterSchema } from "#lib/model/filter";
import { loadRangeSearch, type RangeSearch, resolveShownRange, type ShownRange } from "#lib/time/range-search";
import { parseTimeZone, timeZoneCookie } from "#lib/time/zone";

/** What a page with a range shows: resolved against one "now", in one zone. */
export type RangeView = ShownRange & {
  /** Whose traffic it is of; empty for all. */
  readonly filter: TrafficFilter;
  readonly search: RangeSearch;
  /** IANA zone in which the page writes times. */
  readonly timeZone: string;
  /** The browser's zone, whichever one the page writes. */
  readonly localTimeZone: string;
  readonly nowMs: number;
};

const trafficFilterSchema = attemptFilterSchema.pick({ integration: true, credential: true });
type TrafficFilter = z.infer<typeof trafficFilterSchema>;

/** Range, zone and traffic of a page's URL. A wrong range falls back to the default one and `complaint` says why. */
export async function readRangeView(searchParams: Promise<SearchParams>, nowMs: number): Promise<RangeView> {
  const search = await loadRangeSearch(searchParams);
  const localTimeZone = await readLocalTimeZone();
  const timeZone = search.tz === "utc" ? "UTC" : localTimeZone;
  return {
    ...resolveShownRange(search, nowMs),
    filter: readTrafficFilter(search),
    search,
    timeZone,
    localTimeZone,
    nowMs,
  };
}

/** Names that are none find nothing, and the page says of whom; only what is far too long for a name is left out. */
function readTrafficFilter({ integration, credential }: RangeSearch): TrafficFilter {
  const asked = { ...(integration ? { integration } : {}), ...(credential ? { credential } : {}) };
  return trafficFilterSchema.safeParse(asked).data ?? {};
}

/** Why a page with this range cannot follow the traffic; undefined if it can. */
export function liveHindrance({ last, to }: RangeSearch): string | undefined {
  if (last !== null || to === null) return undefined;
  return "This range has an end: choose a span up to now to follow the traffic";
}

/** The zone that the browser told by cookie; UTC until it has. */
export async function readLocalTimeZone(): Promise<string> {
  return parseTimeZone((await cookies()).get(timeZoneCookie)?.value) ?? "UTC";
}
