import type { IngestedRow } from "#lib/model/ingest";
import { attemptColumns, attemptRow, figureFactsOf, nameIdsOf } from "#lib/store/sqlite/attempt-row";
import type { WritingDatabase } from "#lib/store/sqlite/writing-database";

/**
 * Prepares the writing of one attempt with what was kept of its exchange, and its counting in. To be called inside a
 * transaction.
 */
export function prepareInsert({ db, names, figures, problems }: WritingDatabase): (row: IngestedRow) => void {
  const columns = [...attemptColumns, "external_key", "problem_id"];
  const insertAttempt = db.prepare(
    `INSERT INTO attempts (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  const insertExchange = db.prepare("INSERT INTO exchanges (attempt_id, content) VALUES (?, ?)");
  return ({ attempt, externalKey }) => {
    const ids = nameIdsOf(attempt, names);
    const problemId = problems.idOf(attempt, ids.routeId);
    const { lastInsertRowid } = insertAttempt.run(attemptRow(attempt, ids), externalKey, problemId);
    if (attempt.exchange) insertExchange.run(lastInsertRowid, JSON.stringify(attempt.exchange));
    const facts = figureFactsOf(attempt, ids);
    figures.count(facts, 1);
    problems.count(problemId, facts, 1);
    problems.keepShape(attempt, ids, problemId);
  };
}
