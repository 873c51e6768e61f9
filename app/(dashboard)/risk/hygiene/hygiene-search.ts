import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { ruleIds } from "#lib/hygiene/rule-words";
import { rangeSearch } from "#lib/time/range-search";

/** Spans of traffic that are offered. */
export const hygieneSpans = [
  { last: "24h", label: "24 h", words: "24 hours", ms: 86_400_000 },
  { last: "7d", label: "7 d", words: "7 days", ms: 7 * 86_400_000 },
  { last: "30d", label: "30 d", words: "30 days", ms: 30 * 86_400_000 },
] as const;

const hygieneSearch = {
  last: parseAsStringLiteral(hygieneSpans.map(({ last }) => last)).withDefault("7d"),
  /** The rule whose calls are shown; without one those of the gravest finding. */
  rule: parseAsStringLiteral(ruleIds),
  tz: rangeSearch.tz,
};

export const loadHygieneSearch = createLoader(hygieneSearch);
export const serializeHygieneSearch = createSerializer(hygieneSearch);
export type HygieneSearch = Awaited<ReturnType<typeof loadHygieneSearch>>;
