import { type ProblemStanding, standingOf } from "#lib/alerts/kinds/standings";
import type { RuleFilter } from "#lib/model/alert-rule";
import type { ProblemStore } from "#lib/store/problem-store";
import type { Range } from "#lib/time/range";

/** A problem is news for a day; the window of a rule may end some minutes ahead of now. */
const newsMs = 25 * 3_600_000;

/** Problems with what they did in a range, of the traffic that a rule is about. */
export async function readLiveProblems(
  store: Pick<ProblemStore, "listProblems">,
  range: Range,
  filter: RuleFilter,
): Promise<ProblemStanding[]> {
  const senders = sendersOf(filter);
  const listed = (await store.listProblems({ range, senders })).filter(({ problem }) => isAbout(problem.route, filter));
  if (!senders.integration && !senders.credential) {
    return listed.map(({ problem, attempts }) => standingOf(problem, attempts));
  }
  // What is kept of a problem in all is of everybody; of one that is news all of these senders' failures lie in a day.
  const day = { fromMs: Math.min(range.fromMs, range.toMs - newsMs), toMs: range.toMs };
  const totals = await store.listProblems({ range: day, senders });
  const totalOf = new Map(totals.map(({ problem, attempts }) => [problem.id, attempts]));
  return listed.map(({ problem, attempts }) =>
    standingOf({ ...problem, attempts: totalOf.get(problem.id) ?? 0 }, attempts),
  );
}

/** Who must have met a problem, as stores ask it. */
export function sendersOf({ integration, credential }: RuleFilter) {
  return {
    ...(integration?.length ? { integration } : {}),
    ...(credential?.length ? { credential } : {}),
  };
}

/** Whether a filter means a route; one without its method means that path with any method. */
export function isAbout(route: string, { route: routes, method: methods }: RuleFilter): boolean {
  const space = route.indexOf(" ");
  const isNamed = !routes?.length || routes.includes(route) || routes.includes(route.slice(space + 1));
  return isNamed && (!methods?.length || methods.includes(route.slice(0, space)));
}
