import type { SearchParams } from "nuqs/server";
import { type CallMatch, callMatches } from "#lib/model/call";
import { type AttemptFilter, attemptFilterSchema } from "#lib/model/filter";

/** What Next hands to a page. */
export type PageParams = SearchParams;

type FilterName = keyof typeof attemptFilterSchema.shape;

const filterNames = Object.keys(attemptFilterSchema.shape) as FilterName[];

/** A filter as the page shows it, with what could not be taken said instead of silently dropped. */
export type ShownFilter = {
  readonly filter: AttemptFilter;
  /** The filters in force as they stand in the URL, in a steady order. */
  readonly written: readonly { readonly name: FilterName; readonly value: string }[];
  /** Which attempts of a call the filters look at. */
  readonly match: CallMatch;
  readonly complaints: readonly string[];
};

/** Reads each filter by itself, so that one that is wrong leaves the others in force. */
export function readCallFilter(params: PageParams): ShownFilter {
  const filter: Record<string, unknown> = {};
  const written: { name: FilterName; value: string }[] = [];
  const complaints: string[] = [];
  for (const name of filterNames) {
    const value = firstOf(params[name])?.trim();
    if (!value) continue;
    const parsed = attemptFilterSchema.shape[name].safeParse(value);
    if (parsed.success) {
      filter[name] = parsed.data;
      written.push({ name, value });
    } else {
      complaints.push(
        `The filter ${name}=${value.slice(0, 60)} was left out: ${parsed.error.issues[0]?.message ?? "it is not valid"}.`,
      );
    }
  }
  const match = firstOf(params.match);
  const known = callMatches.find((name) => name === match);
  if (match && !known)
    complaints.push(`match=${match.slice(0, 60)} was left out: it can be ${callMatches.join(" or ")}.`);
  return { filter: attemptFilterSchema.parse(filter), written, match: known ?? "last", complaints };
}

/** Params that a change of filter keeps: the range, the zone, and whether the page follows the traffic. */
const kept = ["last", "from", "to", "tz", "live"] as const;

/** This page with some params changed; null takes one away. Any change but of the cursor goes back to the newest. */
export function callsHref(params: PageParams, changes: Readonly<Record<string, string | null>> = {}): string {
  const search = new URLSearchParams();
  for (const name of [...kept, ...filterNames, "match", "cursor"]) {
    const changed = changes[name];
    const value = changed === undefined ? (name === "cursor" ? undefined : firstOf(params[name])) : changed;
    if (value) search.set(name, value);
  }
  const text = search.toString();
  return text ? `/calls?${text}` : "/calls";
}

/** This page with no filter but those given; range and zone stay. */
export function unfilteredHref(
  params: PageParams,
  filters: Readonly<Partial<Record<FilterName, string>>> = {},
): string {
  return callsHref(params, {
    match: null,
    ...Object.fromEntries(filterNames.map((name) => [name, null])),
    ...filters,
  });
}

/** The params that a GET form must repeat to stay in the same view, without those that it sets itself. */
export function hiddenParams(params: PageParams, own: readonly string[]): { name: string; value: string }[] {
  return [...kept, ...filterNames, "match"].flatMap((name) => {
    const value = firstOf(params[name]);
    return value && !own.includes(name) ? [{ name, value }] : [];
  });
}

export function firstOf(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}
