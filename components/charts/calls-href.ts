import type { Outcome } from "#lib/model/outcome";
import type { Range } from "#lib/time/range";
import { type RangeSearch, serializeRangeSearch } from "#lib/time/range-search";

type CallsFilter = {
  readonly outcome?: readonly Outcome[];
  readonly route?: readonly string[];
  readonly status?: readonly string[];
  readonly integration?: readonly string[];
  readonly credential?: readonly string[];
  readonly problem?: readonly string[];
  readonly q?: readonly [string];
};

/** The Calls page for the range of a page, narrowed by a filter: the calls with an attempt that its figures count. */
export function callsHref(search: RangeSearch, filter: CallsFilter): string {
  return withFilter(serializeRangeSearch("/calls", search), filter);
}

/** The Calls page for exactly one bucket or span of a page. */
export function callsWithinHref(range: Range, search: Partial<RangeSearch>, filter: CallsFilter): string {
  const [from, to] = [range.fromMs, range.toMs].map((ms) => new Date(ms).toISOString().replace(".000Z", "Z"));
  return withFilter(
    serializeRangeSearch("/calls", { ...search, last: null, from: from ?? null, to: to ?? null }),
    filter,
  );
}

function withFilter(href: string, filter: CallsFilter): string {
  const search = new URLSearchParams(Object.entries(filter).map(([name, values]) => [name, values.join(",")]));
  // Figures count attempts, so a failure that a retry healed has to be in the list behind them.
  search.set("match", "any");
  return `${href}${href.includes("?") ? "&" : "?"}${search}`;
}
