import { statusClassOf } from "#lib/model/outcome";
import type { ProblemInRange } from "#lib/model/problem";
import type { ProblemFilter } from "#lib/model/problem-filter";

/** True if a problem is meant by a filter; its counts must be those of the filter's senders. */
export function matchesFilter({ problem, attempts }: ProblemInRange, filter: ProblemFilter): boolean {
  const { state, outcome, status, method, route, fields, errorCode, networkError } = problem;
  const fromAll = isAbsent(filter.integration) && isAbsent(filter.credential);
  const path = route.slice(route.indexOf(" ") + 1);
  const words = [route, errorCode, networkError, ...fields, problem.id];
  return (
    (fromAll || attempts > 0) &&
    isAmong(filter.state, state) &&
    isAmong(filter.outcome, outcome) &&
    isAmong(filter.statusClass, statusClassOf(status)) &&
    isAmong(filter.status, status) &&
    isAmong(filter.method, method) &&
    isAmong(filter.route, route, path) &&
    contains(words, filter.q)
  );
}

function isAbsent(list: readonly unknown[] | undefined): boolean {
  return list === undefined || list.length === 0;
}

function isAmong<Item>(list: readonly Item[] | undefined, ...items: readonly (Item | null)[]): boolean {
  return list === undefined || list.length === 0 || items.some((item) => item !== null && list.includes(item));
}

function contains(words: readonly (string | null)[], q: string | undefined): boolean {
  return q === undefined || words.some((word) => word?.toLowerCase().includes(q.toLowerCase()));
}
