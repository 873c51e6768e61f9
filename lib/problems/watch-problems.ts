import type { Problem, ProblemInRange } from "#lib/model/problem";
import { type UsualRate, usualRateOf } from "#lib/problems/escalation";
import { needsUsualRate, standingAfterTime } from "#lib/problems/lifecycle";
import type { ProblemStore } from "#lib/store/problem-store";

type Store = Pick<ProblemStore, "listProblems" | "readProblemFigures" | "changeProblem">;

const hourMs = 3_600_000;
const usualHours = 7 * 24;

/** A problem that time has changed. */
export type TurnedProblem = { readonly problem: Problem; readonly from: Problem["state"] };

/**
 * Changes what time has made of problems: see `standingAfterTime`. The last hour is the sixty minutes up to now, the
 * usual rate that of the seven days of whole hours before. A change that meets another waits for the next time.
 */
export async function turnProblems(store: Store, nowMs: number, quietMs: number): Promise<readonly TurnedProblem[]> {
  const all = await store.listProblems({ range: { fromMs: nowMs - hourMs, toMs: nowMs }, senders: {} });
  const inDoubt = all.filter(({ problem, attempts }) => attempts > 0 && needsUsualRate(problem));
  const rates = await readRates(store, inDoubt, nowMs);
  const turned: TurnedProblem[] = [];
  for (const { problem, attempts } of all) {
    const lastHour = { attempts, rate: rates.get(problem.id) ?? null };
    const standing = standingAfterTime(problem, lastHour, { nowMs, quietMs });
    if (standing === null) continue;
    const event = { atMs: nowMs, author: null, state: standing.state, note: null };
    const changed = await store.changeProblem({ id: problem.id, revision: problem.revision, standing, event });
    if (changed) turned.push({ problem: { ...problem, ...standing }, from: problem.state });
  }
  return turned;
}

async function readRates(
  store: Store,
  problems: readonly ProblemInRange[],
  nowMs: number,
): Promise<ReadonlyMap<string, UsualRate>> {
  if (problems.length === 0) return new Map();
  const toMs = Math.floor((nowMs - hourMs) / hourMs) * hourMs;
  const range = { fromMs: toMs - usualHours * hourMs, toMs };
  const ids = problems.map(({ problem }) => problem.id);
  const figures = await store.readProblemFigures({ ids, range, senders: {}, bucketSeconds: 3_600, timeZone: "UTC" });
  return new Map(figures.map(({ id, points }) => [id, usualRateOf(points.map(({ attempts }) => attempts))]));
}
