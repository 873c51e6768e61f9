import { type Advice, adviceFor } from "#lib/kisi/advice";
import { matchRoute } from "#lib/kisi/route-matcher";
import type { Deploy, Problem, ProblemEvent, ProblemExample, ProblemFigures } from "#lib/model/problem";
import type { ProblemShapes } from "#lib/model/request-shape";
import { getProblem } from "#lib/problems/change-problem";
import { findDeployAt } from "#lib/problems/deploys";
import type { Fault } from "#lib/problems/fault";
import { countRoutes, isCostly } from "#lib/problems/list-problems";
import { readFault } from "#lib/problems/read-fault";
import { diffShapes, type ShapeDifference } from "#lib/problems/shape-diff";
import { similarProblems } from "#lib/problems/similar-problems";
import type { ProblemStore, ProblemsQuery } from "#lib/store/problem-store";
import type { AttemptReader } from "#lib/store/store";
import { type BucketSeconds, chooseBucket } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

type Store = ProblemStore & Pick<AttemptReader, "readFigures">;

export type ProblemQuery = {
  readonly range: Range;
  /** Whose attempts are counted; empty for all. What a problem is, its evidence, and its history are of all anyway. */
  readonly senders: ProblemsQuery["senders"];
  readonly bucket: BucketSeconds | "auto";
  /** IANA zone whose midnights days begin at. */
  readonly timeZone: string;
  /** Whether a 429 counts as bad, as the owner has set it. */
  readonly count429: boolean;
};

export type ShapeComparison = {
  readonly failureAtMs: number;
  readonly successAtMs: number;
  readonly differences: readonly ShapeDifference[];
};

/** Everything that is known of a problem without looking into its exchanges. */
export type ProblemDetail = {
  readonly problem: Problem;
  readonly figures: ProblemFigures;
  /** Attempts in the range that count as bad. */
  readonly bad: number;
  /** All attempts of its route in the range; null where only some senders' are counted. */
  readonly routeAttempts: number | null;
  readonly advice: Advice;
  readonly fault: Fault;
  /** How its first failure differs from the latest success of its route; null unless both are known. */
  readonly shapes: ShapeComparison | null;
  /** Problems that may have the same cause, five at most. */
  readonly similar: readonly Problem[];
  /** Null where no attempt of it is kept any more. */
  readonly examples: Readonly<Record<"first" | "latest" | "slowest", ProblemExample>> | null;
  /** Newest first. */
  readonly events: readonly ProblemEvent[];
  /** Of the range, newest first. */
  readonly deploys: readonly Deploy[];
  /** The latest deploy when it was first seen, and when it came back; null where none was known. */
  readonly firstDeploy: Deploy | null;
  readonly regressedDeploy: Deploy | null;
};

const eventsMax = 200;
const deploysMax = 200;

/** Reads a problem with what it did in a range. Throws `not_found`, and `unanswerable` for too many buckets. */
export async function readProblem(
  store: Store,
  id: string,
  { range, senders, bucket, timeZone, count429 }: ProblemQuery,
): Promise<ProblemDetail> {
  const problem = await getProblem(store, id);
  const asked = { ids: [id], range, senders, bucketSeconds: chooseBucket(range, bucket), timeZone };
  const advice = adviceOf(problem);
  const [[figures], routes, examples, events, deploys, firstDeploy, regressedDeploy, all, shapes] = await Promise.all([
    store.readProblemFigures(asked),
    isEmpty(senders) ? countRoutes(store, range, [problem.route]) : null,
    store.findProblemExamples(id),
    store.listProblemEvents(id, eventsMax),
    store.listDeploys(range, deploysMax),
    findDeployAt(store, problem.firstSeenAtMs),
    problem.regressedAtMs === null ? null : findDeployAt(store, problem.regressedAtMs),
    store.listProblems({ range, senders: {} }),
    store.findProblemShapes(id),
  ]);
  if (!figures) throw new Error(`problem ${id} has no figures`);
  return {
    problem,
    figures,
    bad: isCostly(problem.outcome, count429) ? figures.attempts : 0,
    routeAttempts: routes && (routes.get(problem.route) ?? 0),
    advice,
    fault: await readFault(store, { problem, advice, deploy: regressedDeploy ?? firstDeploy }),
    shapes: shapes ? compareShapes(shapes) : null,
    similar: similarProblems(
      problem,
      all.map((row) => row.problem),
    ),
    examples: examples ?? null,
    events,
    deploys,
    firstDeploy,
    regressedDeploy,
  };
}

function isEmpty({ integration, credential }: ProblemsQuery["senders"]): boolean {
  return !integration?.length && !credential?.length;
}

function compareShapes({ firstFailure, latestSuccess }: ProblemShapes): ShapeComparison | null {
  if (firstFailure === null || latestSuccess === null) return null;
  return {
    failureAtMs: firstFailure.atMs,
    successAtMs: latestSuccess.atMs,
    differences: diffShapes(latestSuccess.shape, firstFailure.shape),
  };
}

/** What Kisi's rules and codes say of a problem. */
export function adviceOf(problem: Problem): Advice {
  const { method, route, outcome, status, networkError, errorCode } = problem;
  const { doorAction } = matchRoute(method, route.slice(route.indexOf(" ") + 1));
  return adviceFor({ method, outcome, status, networkError, errorCode, blockedReason: null, doorAction });
}
