import type { Database } from "better-sqlite3";
import { FigureRows } from "#lib/store/sqlite/figure-rows";
import { createNames, type NameCaps, type Names } from "#lib/store/sqlite/names";
import { createProblemWriter, type ProblemWriter } from "#lib/store/sqlite/write-problems";

/** The writing connection with what is remembered of its content between transactions. */
export type WritingDatabase = {
  readonly db: Database;
  readonly names: Names;
  readonly figures: FigureRows;
  readonly problems: ProblemWriter;
  /**
   * Runs work in one immediate transaction, together with the writing of the figures and problems that it counts. If it throws,
   * nothing was done and nothing of it is remembered.
   */
  readonly transaction: (work: () => void) => void;
};

/** Takes over an open connection; nothing else may write names, figures or problems through it. */
export function createWritingDatabase(db: Database, caps: NameCaps): WritingDatabase {
  const names = createNames(db, caps);
  const figures = new FigureRows(db);
  const problems = createProblemWriter(db, names, caps);
  const run = db.transaction((work: () => void) => {
    work();
    figures.write();
    problems.write();
  });
  return {
    db,
    names,
    figures,
    problems,
    transaction(work) {
      try {
        run.immediate(work);
      } catch (error) {
        names.forget();
        figures.forget();
        problems.forget();
        throw error;
      }
    },
  };
}
