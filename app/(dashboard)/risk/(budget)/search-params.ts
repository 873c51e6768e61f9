import { createLoader, createSerializer, parseAsInteger, parseAsStringLiteral } from "nuqs/server";
import { liveSearch } from "#components/live/live-search.ts";
import { budgetParts } from "#lib/risk/where-it-goes";
import { rangeSearch } from "#lib/time/range-search";

const riskSearch = {
  ...rangeSearch,
  ...liveSearch,
  /** Which of the user's own limits is looked at, by the seconds of its window; the strictest by default. */
  limit: parseAsInteger,
  by: parseAsStringLiteral([...budgetParts, "causes"]).withDefault("route"),
};

export const loadRiskSearch = createLoader(riskSearch);
export const serializeRiskSearch = createSerializer(riskSearch);
export type RiskSearch = Awaited<ReturnType<typeof loadRiskSearch>>;
