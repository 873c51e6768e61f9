import { AppError } from "#lib/errors";
import type { ProblemInRange } from "#lib/model/problem";
import type { ProblemSort } from "#lib/model/problem-filter";

/** A problem with what it costs: the attempts of it that count as bad. */
export type CostedProblem = ProblemInRange & { readonly bad: number };

type Place = readonly [first: number, second: number, id: string];

/**
 * The part of a list that comes after a cursor, highest first, with the cursor to go on from; null at the end. A place
 * is told by values, so that problems which come or go meanwhile shift nothing. Throws `bad_input` for another cursor.
 */
export function pageOfProblems(
  problems: readonly CostedProblem[],
  { sort, limit, cursor }: { readonly sort: ProblemSort; readonly limit: number; readonly cursor: string | null },
): { readonly data: readonly CostedProblem[]; readonly nextCursor: string | null } {
  const from = cursor === null ? null : readCursor(cursor);
  const placed = problems
    .map((problem) => ({ problem, place: placeOf(problem, sort) }))
    .filter(({ place }) => from === null || compare(place, from) > 0)
    .sort((a, b) => compare(a.place, b.place));
  const last = placed[limit - 1];
  return {
    data: placed.slice(0, limit).map(({ problem }) => problem),
    nextCursor: last && placed.length > limit ? writeCursor(last.place) : null,
  };
}

function placeOf({ problem, attempts, bad }: CostedProblem, sort: ProblemSort): Place {
  switch (sort) {
    case "cost":
      // What costs nothing follows in the order of its attempts.
      return [bad, attempts, problem.id];
    case "attempts":
      return [attempts, problem.lastSeenAtMs, problem.id];
    case "lastSeen":
      return [problem.lastSeenAtMs, attempts, problem.id];
    case "firstSeen":
      return [problem.firstSeenAtMs, attempts, problem.id];
  }
}

function compare(a: Place, b: Place): number {
  return b[0] - a[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : Number(a[2] > b[2]));
}

function writeCursor(place: Place): string {
  return place.join("_");
}

function readCursor(cursor: string): Place {
  const [, first, second, id] = /^(\d{1,15})_(\d{1,15})_([0-9a-f]{1,40})$/.exec(cursor) ?? [];
  if (id !== undefined) return [Number(first), Number(second), id];
  const message = "is not one that this list handed out";
  throw new AppError("bad_input", `cursor ${message}`, { errors: [{ path: "cursor", message }] });
}
