import type { AttemptFilter } from "#lib/model/filter";
import type { Deploy, Problem, ProblemEvent } from "#lib/model/problem";
import type { Report } from "#lib/model/report";
import type { ProblemStore } from "#lib/store/problem-store";
import type { Range } from "#lib/time/range";

export type TimelineStore = Pick<ProblemStore, "listProblems" | "listProblemEvents" | "listDeploys">;

type Entry = Report["timeline"][number];

const problemsMax = 20;
const eventsMax = 50;
const deploysMax = 50;

/** What people noted and decided about the problems of the range, and what was deployed in it, oldest first. */
export async function readTimeline(store: TimelineStore, range: Range, filter: AttemptFilter): Promise<Entry[]> {
  const senders = {
    ...(filter.integration ? { integration: filter.integration } : {}),
    ...(filter.credential ? { credential: filter.credential } : {}),
  };
  const [all, deploys] = await Promise.all([
    store.listProblems({ range, senders }),
    store.listDeploys(range, deploysMax),
  ]);
  const problems = all
    .filter(({ problem, attempts }) => attempts > 0 && (filter.problem?.includes(problem.id) ?? true))
    .toSorted((a, b) => b.attempts - a.attempts)
    .slice(0, problemsMax)
    .map(({ problem }) => problem);
  const events = await Promise.all(
    problems.map(async (problem) => {
      const found = await store.listProblemEvents(problem.id, eventsMax);
      return found
        .filter(({ atMs }) => atMs >= range.fromMs && atMs < range.toMs)
        .map((event) => entryOf(problem, event));
    }),
  );
  return [...events.flat(), ...deploys.map(entryOfDeploy)].sort((a, b) => (a.at < b.at ? -1 : 1));
}

function entryOf({ route, status, networkError, errorCode }: Problem, { atMs, state, note }: ProblemEvent): Entry {
  const name = [networkError ?? status, errorCode, "on", route].filter((part) => part !== null).join(" ");
  return { at: new Date(atMs).toISOString(), kind: state ?? "note", text: note === null ? name : `${name}: ${note}` };
}

function entryOfDeploy({ release, atMs, integration }: Deploy): Entry {
  const text = integration === null ? release : `${release} of ${integration}`;
  return { at: new Date(atMs).toISOString(), kind: "deploy", text };
}
