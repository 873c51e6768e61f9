import { prepareRaiseMark } from "#lib/store/sqlite/marks";
import { keptSeconds, type Rollup, rollups } from "#lib/store/sqlite/rollups";
import type { WritingDatabase } from "#lib/store/sqlite/writing-database";

/** Rows a transaction: it takes some 10 ms, and attempts that come meanwhile wait no longer. */
const rowsPerPiece = 1_000;
const pagesPerPiece = 500;
/** Free pages that stay in the file for what comes next, as a share of it. */
const slack = 0.1;

/** What the writing thread can be asked about old rows. Each verb is one short transaction. */
export function prepareRetention({ db, figures }: WritingDatabase) {
  const raiseMark = prepareRaiseMark(db);
  const deleteAttempts = db.prepare(`
    DELETE FROM attempts WHERE id IN (
      SELECT id FROM attempts INDEXED BY attempts_by_time WHERE started_at_ms < ? ORDER BY started_at_ms LIMIT ?)`);
  const deleteFigures = db.prepare(`
    DELETE FROM figures WHERE (rollup, starts_at_s, key, outcome, status) IN (
      SELECT rollup, starts_at_s, key, outcome, status FROM figures WHERE rollup = ? AND starts_at_s < ? LIMIT ?)`);

  const deleteProblemFigures = db.prepare(`
    DELETE FROM problem_figures WHERE (problem_id, starts_at_s, integration_id, credential_id) IN (
      SELECT f.problem_id, f.starts_at_s, f.integration_id, f.credential_id
      FROM problems p CROSS JOIN problem_figures f ON f.problem_id = p.id AND f.starts_at_s < ? LIMIT ?)`);

  function deleteFiguresOf(which: readonly Rollup[], beforeMs: number): number {
    figures.forget();
    for (const { id } of which) {
      const { changes } = deleteFigures.run(id, beforeMs / 1_000, rowsPerPiece);
      if (changes > 0) return changes;
    }
    return 0;
  }

  return {
    /** From now on nobody counts on attempts before, which are about to go. */
    dropAttemptsBefore: (beforeMs: number) => raiseMark("rows_from", beforeMs),
    dropFiguresBefore: (beforeMs: number) => raiseMark("figures_from", beforeMs),
    /** Deletes a piece of the attempts before; answers how many, 0 when none is left. Their figures stay. */
    deleteAttempts: (beforeMs: number) => deleteAttempts.run(beforeMs, rowsPerPiece).changes,
    /** Deletes a piece of the figures that are too fine to outlive their attempts. */
    deleteFineFigures: (beforeMs: number) =>
      deleteFiguresOf(
        rollups.filter(({ seconds }) => seconds < keptSeconds),
        beforeMs,
      ),
    /** Deletes a piece of all figures before; what problems count in all stays. */
    deleteFigures: (beforeMs: number) =>
      deleteFiguresOf(rollups, beforeMs) || deleteProblemFigures.run(beforeMs / 1_000, rowsPerPiece).changes,
    /** Gives a piece of the free pages back to the disk; answers how many, 0 when few enough are left. */
    shrink() {
      const pages = (name: string) => Number(db.pragma(name, { simple: true }));
      const free = pages("freelist_count");
      if (free <= pages("page_count") * slack) return 0;
      db.pragma(`incremental_vacuum(${pagesPerPiece})`);
      return free - pages("freelist_count");
    },
  };
}
