import type { Database } from "better-sqlite3";
import type { IngestedRow } from "#lib/model/ingest";
import { attemptColumns, attemptRow, figureFactsOf, nameIdsOf } from "#lib/store/sqlite/attempt-row";
import { countFigures, type FigureChanges } from "#lib/store/sqlite/figure-changes";
import type { Names } from "#lib/store/sqlite/names";

/**
 * Prepares the writing of one attempt with what was kept of its exchange, and its counting in. To be called inside a
 * transaction, which must write the figures' changes, too.
 */
export function prepareInsert(db: Database, names: Names): (row: IngestedRow, changes: FigureChanges) => void {
  const columns = [...attemptColumns, "external_key"];
  const insertAttempt = db.prepare(
    `INSERT INTO attempts (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  const insertExchange = db.prepare("INSERT INTO exchanges (attempt_id, content) VALUES (?, ?)");
  return ({ attempt, externalKey }, changes) => {
    const ids = nameIdsOf(attempt, names);
    const { lastInsertRowid } = insertAttempt.run(attemptRow(attempt, ids), externalKey);
    if (attempt.exchange) insertExchange.run(lastInsertRowid, JSON.stringify(attempt.exchange));
    countFigures(changes, figureFactsOf(attempt, ids), 1);
  };
}
