import type { Database } from "better-sqlite3";
import type { Problem, ProblemInRange } from "#lib/model/problem";
import { prepareReadKept } from "#lib/store/sqlite/marks";
import { problemOf, type StoredProblem, selectStoredProblems } from "#lib/store/sqlite/problem-row";
import { cutRange } from "#lib/store/sqlite/problem-stretches";
import type { Range } from "#lib/time/range";

type Sums = { readonly attempts: number; readonly calls: number };

/** Prepares the list of all problems with what they did in a range. */
export function prepareListProblems(db: Database): (range: Range) => ProblemInRange[] {
  const selectAll = db.prepare<[], StoredProblem>(selectStoredProblems);
  const readKept = prepareReadKept(db);
  const sumHours = db.prepare<[number, number, number], Sums>(`
    SELECT coalesce(sum(attempts), 0) AS attempts, coalesce(sum(calls), 0) AS calls FROM problem_figures
    WHERE problem_id = ? AND starts_at_s >= ? AND starts_at_s < ?`);
  const sumRows = db.prepare<[number, number, number], Sums>(`
    SELECT count(*) AS attempts, count(call_attempts) AS calls FROM attempts INDEXED BY attempts_by_problem
    WHERE problem_id = ? AND started_at_ms >= ? AND started_at_ms < ?`);

  return (range) => {
    const { whole, hours, edges } = cutRange(range, readKept().rowsFromMs);
    return selectAll.all().map((row) => {
      const problem = problemOf(row);
      const quiet = problem.lastSeenAtMs < whole.fromMs || problem.firstSeenAtMs >= whole.toMs;
      if (quiet) return { problem, attempts: 0, calls: 0 };
      const sums = [
        sumHours.get(row.id, hours.fromMs / 1_000, hours.toMs / 1_000),
        ...edges.map(({ fromMs, toMs }) => sumRows.get(row.id, fromMs, toMs)),
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

/** Prepares the count of each problem's attempts from a moment on, by id; those without any are left out. */
export function prepareCountProblemsSince(db: Database): (sinceMs: number) => ReadonlyMap<string, number> {
  const rows = db
    .prepare<[number, number], [string, number]>(`
      SELECT p.public_id, (SELECT count(*) FROM attempts a INDEXED BY attempts_by_problem
        WHERE a.problem_id = p.id AND a.started_at_ms >= ?)
      FROM problems p WHERE p.last_seen_at_ms >= ?`)
    .raw();
  return (sinceMs) => new Map(rows.all(sinceMs, sinceMs).filter(([, attempts]) => attempts > 0));
}

function add(sums: readonly (Sums | undefined)[]): Sums {
  const sumOf = (field: keyof Sums) => sums.reduce((total, part) => total + (part?.[field] ?? 0), 0);
  return { attempts: sumOf("attempts"), calls: sumOf("calls") };
}
