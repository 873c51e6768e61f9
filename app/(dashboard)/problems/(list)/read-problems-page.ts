import { AppError } from "#lib/errors";
import type { AttemptFilter } from "#lib/model/filter";
import type { ProblemFilter } from "#lib/model/problem-filter";
import { listProblems, type ProblemList } from "#lib/problems/list-problems";
import type { App } from "#lib/server/app";
import type { Range } from "#lib/time/range";
import { type ProblemsSearch, statesOf } from "../problems-search";

const pageSize = 50;

type Asked = {
  readonly range: Range;
  readonly senders: Pick<AttemptFilter, "integration" | "credential">;
  readonly search: ProblemsSearch;
};

type ProblemsPage = {
  readonly page: ProblemList;
  readonly cursor: string | null;
  /** Why the first page is shown instead of the one asked for. */
  readonly complaint: string | null;
};

/** The page of problems that the URL asks for; one whose cursor is no good is the first. */
export async function readProblemsPage(app: App, { range, senders, search }: Asked): Promise<ProblemsPage> {
  const { view, outcome, q, sort, cursor } = search;
  const states = statesOf(view);
  const text = q?.trim().slice(0, 200);
  const filter: ProblemFilter = {
    ...senders,
    ...(states ? { state: [...states] } : {}),
    ...(outcome ? { outcome: [outcome] } : {}),
    ...(text ? { q: text } : {}),
  };
  const { count429 } = app.riskSettings.read();
  const read = (from: string | null) =>
    listProblems(app.store, { range, filter, sort, limit: pageSize, cursor: from, count429 });
  try {
    return { page: await read(cursor), cursor, complaint: null };
  } catch (error) {
    if (cursor === null || !(error instanceof AppError) || error.code !== "bad_input") throw error;
    return {
      page: await read(null),
      cursor: null,
      complaint: "The place in the list was not known: this is where it begins.",
    };
  }
}
