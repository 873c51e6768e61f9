import type { Database } from "better-sqlite3";
import type { Problem, ProblemInRange } from "#lib/model/problem";
import type { ProblemsQuery } from "#lib/store/problem-store";
import { prepareReadKept } from "#lib/store/sqlite/marks";
import { problemOf, type StoredProblem, selectStoredProblems } from "#lib/store/sqlite/problem-row";
import { ofSenders, prepareResolveSenders, type Senders } from "#lib/store/sqlite/problem-senders";
import { cutRange } from "#lib/store/sqlite/problem-stretches";

type Sums = { readonly attempts: number; readonly calls: number };

/** Prepares the list of all problems with what they did in a range. */
export function prepareListProblems(db: Database): (query: ProblemsQuery) => ProblemInRange[] {
  const selectAll = db.prepare<[], StoredProblem>(selectStoredProblems);
  const readKept = prepareReadKept(db);
  const resolveSenders = prepareResolveSenders(db);
  const sumHours = db.prepare<[number, number, number, Senders], Sums>(`
    SELECT coalesce(sum(attempts), 0) AS attempts, coalesce(sum(calls), 0) AS calls FROM problem_figures
    WHERE problem_id = ? AND starts_at_s >= ? AND starts_at_s < ? AND ${ofSenders}`);
  const sumRows = db.prepare<[number, number, number, Senders], Sums>(`
    SELECT count(*) AS attempts, count(call_attempts) AS calls FROM attempts INDEXED BY attempts_by_problem
    WHERE problem_id = ? AND started_at_ms >= ? AND started_at_ms < ? AND ${ofSenders}`);

  return ({ range, senders: named }) => {
    const senders = resolveSenders(named);
    const { whole, hours, edges } = cutRange(range, readKept().rowsFromMs);
    return selectAll.all().map((row) => {
      const problem = problemOf(row);
      const quiet = problem.lastSeenAtMs < whole.fromMs || problem.firstSeenAtMs >= whole.toMs;
      if (quiet) return { problem, attempts: 0, calls: 0 };
      const sums = [
        sumHours.get(row.id, hours.fromMs / 1_000, hours.toMs / 1_000, senders),
        ...edges.map(({ fromMs, toMs }) => sumRows.get(row.id, fromMs, toMs, senders)),
      ];
      return { problem, ...add(sums) };
    });
  };
}

/** Prepares the look-up of one problem. */
export function prepareFindProblem(db: Database): (id: string) => Problem | undefined {
  const select = db.prepare<[string], StoredProblem>(`${selectStoredProblems} WHERE p.public_id = ?`);
  return (id) => {
    const row = select.get(id);
    return row && problemOf(row);
  };
}

function add(sums: readonly (Sums | undefined)[]): Sums {
  const sumOf = (field: keyof Sums) => sums.reduce((total, part) => total + (part?.[field] ?? 0), 0);
  return { attempts: sumOf("attempts"), calls: sumOf("calls") };
}
