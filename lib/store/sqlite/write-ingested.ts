import type { IngestChange } from "#lib/model/ingest";
import { prepareInsert } from "#lib/store/sqlite/insert-attempt";
import { prepareMoves } from "#lib/store/sqlite/move-attempts";
import type { WritingDatabase } from "#lib/store/sqlite/writing-database";

/** Prepares the storing of ingested attempts and of what they move, in one transaction. */
export function prepareIngesting(database: WritingDatabase): (change: IngestChange) => void {
  const move = prepareMoves(database);
  const insert = prepareInsert(database);

  return ({ rows, moves }) => {
    database.transaction(() => {
      // Moves first: they make room for the rows.
      move(moves);
      for (const row of rows) insert(row);
    });
  };
}
