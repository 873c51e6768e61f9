import { isBad, type Outcome } from "#lib/model/outcome";
import type { ProblemFigures } from "#lib/model/problem";
import type { ProblemFilter, ProblemSort } from "#lib/model/problem-filter";
import { matchesFilter } from "#lib/problems/matches-filter";
import { type CostedProblem, pageOfProblems } from "#lib/problems/page-of-problems";
import type { ProblemStore } from "#lib/store/problem-store";
import type { AttemptReader } from "#lib/store/store";
import { narrowestBucket } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

type Store = Pick<ProblemStore, "listProblems" | "readProblemFigures"> & Pick<AttemptReader, "readFigures">;

export type ProblemListQuery = {
  readonly range: Range;
  readonly filter: ProblemFilter;
  readonly sort: ProblemSort;
  /** 1..100 */
  readonly limit: number;
  readonly cursor: string | null;
  /** Whether a 429 counts as bad, as the owner has set it. */
  readonly count429: boolean;
};

/** A problem in the list: what it did in the range, and what share of its route's attempts that is. */
export type ListedProblem = CostedProblem & {
  /** All attempts of its route in the range; null where only some senders' are counted. */
  readonly routeAttempts: number | null;
  readonly figures: ProblemFigures;
};

export type ProblemList = {
  readonly data: readonly ListedProblem[];
  readonly nextCursor: string | null;
  /** Problems that the filter means, on all pages. */
  readonly total: number;
};

const sparkBarsMax = 60;

/** A page of problems, those first that cost most. Throws `bad_input` for a cursor of another list. */
export async function listProblems(store: Store, query: ProblemListQuery): Promise<ProblemList> {
  const { range, filter } = query;
  const senders = sendersOf(filter);
  const all = await store.listProblems({ range, senders });
  const meant = all
    .filter((problem) => matchesFilter(problem, filter))
    .map((row) => ({ ...row, bad: isCostly(row.problem.outcome, query.count429) ? row.attempts : 0 }));
  const { data, nextCursor } = pageOfProblems(meant, query);
  const ids = data.map(({ problem }) => problem.id);
  const bucket = narrowestBucket(range, sparkBarsMax);
  const [figures, routeAttempts] = await Promise.all([
    store.readProblemFigures({ ids, range, senders, bucketSeconds: bucket, timeZone: "UTC" }),
    Object.keys(senders).length > 0
      ? null
      : countRoutes(
          store,
          range,
          data.map(({ problem }) => problem.route),
        ),
  ]);
  const figuresOf = new Map(figures.map((one) => [one.id, one]));
  const rows = data.flatMap((row): ListedProblem[] => {
    const own = figuresOf.get(row.problem.id);
    return own ? [{ ...row, figures: own, routeAttempts: routeAttempts?.get(row.problem.route) ?? null }] : [];
  });
  return { data: rows, nextCursor, total: meant.length };
}

/** Attempts of each route in a range; routes without any are left out. */
export async function countRoutes(
  store: Pick<AttemptReader, "readFigures">,
  range: Range,
  routes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (routes.length === 0) return new Map();
  const asked = { by: "route", bucketSeconds: 86_400, mayWiden: true, timeZone: "UTC" } as const;
  const { cells } = await store.readFigures({ ...asked, range, filter: { route: [...new Set(routes)] } });
  const counts = new Map<string, number>();
  for (const { key, outcome, attempts } of cells) {
    if (outcome !== "blocked") counts.set(key, (counts.get(key) ?? 0) + attempts);
  }
  return counts;
}

/** True if attempts of an outcome count towards the budget. */
export function isCostly(outcome: Outcome, count429: boolean): boolean {
  return isBad(outcome) && (count429 || outcome !== "rate_limited");
}

function sendersOf({ integration, credential }: ProblemFilter): Pick<ProblemFilter, "integration" | "credential"> {
  return { ...(integration?.length ? { integration } : {}), ...(credential?.length ? { credential } : {}) };
}
