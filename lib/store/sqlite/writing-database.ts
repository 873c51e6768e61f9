import type { Database } from "better-sqlite3";
import { FigureRows } from "#lib/store/sqlite/figure-rows";
import { createNames, type NameCaps, type Names } from "#lib/store/sqlite/names";

/** The writing connection with what is remembered of its content between transactions. */
export type WritingDatabase = {
  readonly db: Database;
  readonly names: Names;
  readonly figures: FigureRows;
  /**
   * Runs work in one immediate transaction, together with the writing of the figures that it counts. If it throws,
   * nothing was done and nothing of it is remembered.
   */
  readonly transaction: (work: () => void) => void;
};

/** Takes over an open connection; nothing else may write names or figures through it. */
export function createWritingDatabase(db: Database, caps: NameCaps): WritingDatabase {
  const names = createNames(db, caps);
  const figures = new FigureRows(db);
  const run = db.transaction((work: () => void) => {
    work();
    figures.write();
  });
  return {
    db,
    names,
    figures,
    transaction(work) {
      try {
        run.immediate(work);
      } catch (error) {
        names.forget();
        figures.forget();
        throw error;
      }
    },
  };
}
