import { type ProblemStanding, standingOf } from "#lib/alerts/kinds/standings";
import { isAbout, sendersOf } from "#lib/alerts/live-problems";
import type { Rule } from "#lib/model/alert-rule";
import type { Problem, ProblemEvent, ProblemState } from "#lib/model/problem";
import type { ProblemStore } from "#lib/store/problem-store";
import type { BucketSeconds } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

type Store = Pick<ProblemStore, "listProblems" | "readProblemFigures" | "listProblemEvents">;

type Asked = {
  readonly rule: Pick<Rule, "kind" | "windowSeconds" | "forSeconds" | "filter">;
  readonly range: Range;
  readonly bucketSeconds: BucketSeconds;
};

/** Failures of one problem, added up. */
type Sums = {
  /** Starts of the buckets that had any, rising. */
  readonly starts: readonly number[];
  /** Up to and with each of these buckets. */
  readonly totals: readonly number[];
};

type PastProblem = {
  readonly problem: Problem;
  /** Changes of state, oldest first. */
  readonly changes: readonly ProblemEvent[];
  readonly sums: Sums;
};

const dayMs = 86_400_000;
/** A problem may have thousands of buckets. */
const problemsAtOnce = 10;
/** More changes of state than one problem has in a month of looks. */
const eventsMax = 2_000;

/**
 * Reads the problems that a rule of this kind could have told of, and gives back how they stood at any moment of the
 * range: their failures from what is recorded, their states from their history.
 */
export async function readPastProblems(
  store: Store,
  { rule, range, bucketSeconds }: Asked,
): Promise<(window: Range) => ProblemStanding[]> {
  const { kind, windowSeconds, forSeconds, filter } = rule;
  // A problem is news for a day, and is counted from its beginning.
  const whole = { fromMs: range.fromMs - dayMs - (windowSeconds + forSeconds) * 1_000, toMs: range.toMs };
  const query = { range: whole, senders: sendersOf(filter) };
  const met = (await store.listProblems(query)).flatMap(({ problem, attempts }) => (attempts > 0 ? problem : []));
  const canBeTold = ({ firstSeenAtMs, regressedAtMs }: Problem) =>
    kind === "problem_new" ? firstSeenAtMs >= whole.fromMs : regressedAtMs !== null;
  const meant = met.filter((problem) => isAbout(problem.route, filter) && canBeTold(problem));
  const past: PastProblem[] = [];
  for (let at = 0; at < meant.length; at += problemsAtOnce) {
    const some = meant.slice(at, at + problemsAtOnce);
    const ids = some.map(({ id }) => id);
    const figures = await store.readProblemFigures({ ...query, ids, bucketSeconds, timeZone: "UTC" });
    const pointsOf = new Map(figures.map(({ id, points }) => [id, points]));
    for (const problem of some) {
      const events = await store.listProblemEvents(problem.id, eventsMax);
      const changes = events.filter(({ state }) => state !== null).toReversed();
      past.push({ problem, changes, sums: addUp(pointsOf.get(problem.id) ?? []) });
    }
  }
  return (window) =>
    past.filter(({ problem }) => problem.firstSeenAtMs < window.toMs).map((one) => stoodIn(one, window));
}

function stoodIn({ problem, changes, sums }: PastProblem, { fromMs, toMs }: Range): ProblemStanding {
  const state: ProblemState = changes.findLast(({ atMs }) => atMs <= toMs)?.state ?? "new";
  const total = totalBefore(sums, toMs);
  return standingOf({ ...problem, state, attempts: total }, total - totalBefore(sums, fromMs));
}

function addUp(points: readonly { readonly t: number; readonly attempts: number }[]): Sums {
  const met = points.filter(({ attempts }) => attempts > 0);
  let total = 0;
  const totals = met.map(({ attempts }) => {
    total += attempts;
    return total;
  });
  return { starts: met.map(({ t }) => t), totals };
}

/** Failures of the buckets that began before an instant. */
function totalBefore({ starts, totals }: Sums, ms: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return totals[low - 1] ?? 0;
}
