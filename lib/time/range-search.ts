import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { AppError } from "#lib/errors";
import { canBeDrawn } from "#lib/time/bucket";
import { defaultRangePreset, type Range, rangePresets, resolveRange } from "#lib/time/range";

export const zoneChoices = ["local", "utc"] as const;

/**
 * What the pages of figures have in common in their URLs: range and zone, as `last=24h` or `from=…&to=…`, and `tz`; and
 * whose traffic it is, as comma lists of ids and of fingerprints. Defaults are not written.
 */
export const rangeSearch = {
  last: parseAsString,
  from: parseAsString,
  to: parseAsString,
  tz: parseAsStringLiteral(zoneChoices).withDefault("local"),
  integration: parseAsString,
  credential: parseAsString,
};

export const loadRangeSearch = createLoader(rangeSearch);
export const serializeRangeSearch = createSerializer(rangeSearch);

export type RangeSearch = Awaited<ReturnType<typeof loadRangeSearch>>;

/** What a page shows for its URL; `complaint` says why the range asked for could not be taken. */
export type ShownRange = { readonly range: Range; readonly complaint: string | null };

/** As `resolveRange`, but a wrong or endless range falls back to the default one, and the page says so. */
export function resolveShownRange(search: RangeSearch, nowMs: number): ShownRange {
  const insteadOf = (complaint: string) => ({ range: resolveRange({ last: defaultRangePreset }, nowMs), complaint });
  try {
    const range = resolveRange(search, nowMs);
    return canBeDrawn(range)
      ? { range, complaint: null }
      : insteadOf("from lies years before to: choose a shorter range");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return insteadOf(error.message);
  }
}

/** `Last 24 hours` for a preset or for one that there is not, `Custom range` for from and to. */
export function labelRange(search: Pick<RangeSearch, "last" | "from" | "to">): string {
  if (!search.last && search.from) return "Custom range";
  const labelOf = (wanted: string | null) => rangePresets.find(({ last }) => last === wanted)?.label;
  return labelOf(search.last) ?? labelOf(defaultRangePreset) ?? "";
}
