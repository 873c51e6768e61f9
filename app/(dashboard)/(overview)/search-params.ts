import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { rangeSearch } from "#lib/time/range-search";

const overviewSearch = {
  ...rangeSearch,
  /** Classes in the chart: only what failed, or every attempt. */
  show: parseAsStringLiteral(["failures", "all"]).withDefault("failures"),
};

export const loadOverviewSearch = createLoader(overviewSearch);
export const serializeOverviewSearch = createSerializer(overviewSearch);
export type OverviewSearch = Awaited<ReturnType<typeof loadOverviewSearch>>;
