import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { liveSearch } from "#components/live/live-search.ts";
import type { Outcome } from "#lib/model/outcome";
import type { ProblemState } from "#lib/model/problem";
import { problemSorts } from "#lib/model/problem-filter";
import { rangeSearch } from "#lib/time/range-search";

/** Which problems the page shows, by where they stand. */
export const problemViews = ["open", "new", "regressed", "escalating", "muted", "resolved", "all"] as const;
export type ProblemView = (typeof problemViews)[number];

/** Kinds of failures that can be asked for. */
export const failureOutcomes = ["client_error", "rate_limited", "server_error", "network_error"] as const;

export const problemsSearch = {
  ...rangeSearch,
  ...liveSearch,
  view: parseAsStringLiteral(problemViews).withDefault("open"),
  outcome: parseAsStringLiteral(failureOutcomes),
  q: parseAsString,
  sort: parseAsStringLiteral(problemSorts).withDefault("cost"),
  cursor: parseAsString,
};

export const loadProblemsSearch = createLoader(problemsSearch);
export const serializeProblemsSearch = createSerializer(problemsSearch);
export type ProblemsSearch = Awaited<ReturnType<typeof loadProblemsSearch>>;

const open: readonly ProblemState[] = ["new", "regressed", "escalating", "ongoing"];

/** The states of a view; undefined for all. */
export function statesOf(view: ProblemView): readonly ProblemState[] | undefined {
  if (view === "all") return undefined;
  return view === "open" ? open : [view];
}

/** The same problems in the words of the API, for exports. */
export function exportSearch({ view, sort, ...search }: ProblemsSearch): string {
  const states = statesOf(view);
  const query = new URLSearchParams(states ? { sort, state: states.join(",") } : { sort });
  for (const name of ["last", "from", "to", "outcome", "q", "integration", "credential"] as const) {
    const value = search[name];
    if (value) query.set(name, value);
  }
  return query.toString();
}

/** What is in force beside the view and the order, so that an empty list can offer to take it away. */
export function isNarrowed({ q, outcome, integration, credential }: ProblemsSearch): boolean {
  return [q, outcome, integration, credential].some((value) => value !== null);
}

/** As in the dictionary of outcomes, for the menu. */
export const outcomeWords: Readonly<Record<(typeof failureOutcomes)[number] & Outcome, string>> = {
  client_error: "4xx",
  rate_limited: "429",
  server_error: "5xx",
  network_error: "no answer",
};
