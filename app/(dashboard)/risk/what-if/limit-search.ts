import { createLoader, createSerializer, parseAsFloat, parseAsInteger, parseAsStringLiteral } from "nuqs/server";
import type { Weighed } from "#lib/model/risk";
import { rangeSearch } from "#lib/time/range-search";
import type { LimitKind } from "./window-uses.ts";

/** The windows offered; the abbreviation stands in the URL. */
export const windowChoices = [
  { per: "10m", label: "10 min", words: "10 minutes", seconds: 600 },
  { per: "30m", label: "30 min", words: "30 minutes", seconds: 1_800 },
  { per: "1h", label: "1 h", words: "an hour", seconds: 3_600 },
  { per: "6h", label: "6 h", words: "6 hours", seconds: 21_600 },
  { per: "24h", label: "24 h", words: "24 hours", seconds: 86_400 },
  { per: "7d", label: "7 d", words: "7 days", seconds: 604_800 },
] as const;

/** Which attempts weigh. */
export const countingChoices = [
  { counts: "bad", label: "4xx and 429", weighed: "bad" },
  { counts: "but429", label: "4xx without 429", weighed: "bad_but_429" },
  { counts: "401-403-429", label: "401, 403 and 429", weighed: [401, 403, 429] },
  { counts: "400-403-429", label: "400, 403 and 429", weighed: [400, 403, 429] },
] as const satisfies readonly { counts: string; label: string; weighed: Weighed }[];

/** A made-up limit in the URL. Defaults are not written. */
export const limitSearch = {
  kind: parseAsStringLiteral(["rate", "count"] as const).withDefault("rate"),
  /** Per cent for a rate. */
  limit: parseAsFloat,
  per: parseAsStringLiteral(windowChoices.map(({ per }) => per)).withDefault("24h"),
  /** A rate is one only of more attempts than this. */
  above: parseAsInteger.withDefault(100),
  counts: parseAsStringLiteral(countingChoices.map(({ counts }) => counts)).withDefault("bad"),
  tz: rangeSearch.tz,
};

export const loadLimitSearch = createLoader(limitSearch);
export const serializeLimitSearch = createSerializer(limitSearch);
export type LimitSearch = Awaited<ReturnType<typeof loadLimitSearch>>;

/** A made-up limit, ready to judge by. */
export type MadeUpLimit = {
  readonly kind: LimitKind;
  /** Per cent for a rate, attempts for a count. */
  readonly shown: number;
  /** A share from 0 to 1 for a rate, attempts for a count. */
  readonly value: number;
  readonly window: (typeof windowChoices)[number];
  readonly appliesAbove: number;
};

const defaultLimits: Readonly<Record<LimitKind, number>> = { rate: 5, count: 100 };
const limitsMax: Readonly<Record<LimitKind, number>> = { rate: 100, count: 1_000_000 };

/** What the URL means; a limit that is none falls back to the default one. */
export function madeUpLimitOf({ kind, limit, per, above }: LimitSearch): MadeUpLimit {
  const isPossible = limit !== null && limit >= 0 && limit <= limitsMax[kind];
  const shown = isPossible ? limit : defaultLimits[kind];
  const window = windowChoices.find((choice) => choice.per === per) ?? windowChoices[4];
  return { kind, shown, value: kind === "rate" ? shown / 100 : shown, window, appliesAbove: Math.max(0, above) };
}
