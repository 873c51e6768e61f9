import type { Database } from "better-sqlite3";
import type { IngestChange } from "#lib/model/ingest";
import type { FigureChanges } from "#lib/store/sqlite/figure-changes";
import { prepareInsert } from "#lib/store/sqlite/insert-attempt";
import { prepareMoves } from "#lib/store/sqlite/move-attempts";
import { createNames, type NameCaps } from "#lib/store/sqlite/names";
import { prepareFigureWriting } from "#lib/store/sqlite/write-figures";

/** Prepares the storing of ingested attempts and of what they move, in one transaction. */
export function prepareIngesting(db: Database, caps: NameCaps): (change: IngestChange) => void {
  const names = createNames(db, caps);
  const writeFigures = prepareFigureWriting(db);
  const move = prepareMoves(db);
  const insert = prepareInsert(db, names);

  const write = db.transaction(({ rows, moves }: IngestChange) => {
    const changes: FigureChanges = new Map();
    // Moves first: they make room for the rows.
    move(moves, changes);
    for (const row of rows) insert(row, changes);
    writeFigures(changes);
  });

  return (change) => {
    try {
      write.immediate(change);
    } catch (error) {
      names.forget();
      throw error;
    }
  };
}
