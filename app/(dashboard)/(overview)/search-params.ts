import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { liveSearch } from "#components/live/live-search.ts";
import { rangeSearch } from "#lib/time/range-search";

const overviewSearch = {
  ...rangeSearch,
  ...liveSearch,
  /** Classes in the chart: only what failed, or every attempt. */
  show: parseAsStringLiteral(["failures", "all"]).withDefault("failures"),
};

export const loadOverviewSearch = createLoader(overviewSearch);
export const serializeOverviewSearch = createSerializer(overviewSearch);
export type OverviewSearch = Awaited<ReturnType<typeof loadOverviewSearch>>;
