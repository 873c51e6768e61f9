import type { Database } from "better-sqlite3";
import type { ReportPart } from "#lib/store/report-store";

/** What is deleted is overwritten, and twenty parts of a report are a megabyte or two. */
const partsPerPiece = 20;

/**
 * What the writing thread can be asked about the rows of reports: a report of a million attempts writes two thousand parts,
 * and a commit waits for the disk. Each verb is one short transaction.
 */
export function prepareReportParts(db: Database) {
  const isDraft = db.prepare<[string], unknown>("SELECT 1 FROM reports WHERE id = ? AND number IS NULL");
  const insert = db.prepare("INSERT INTO report_parts (report, part, csv, ndjson) VALUES (?, ?, ?, ?)");
  const remove = db.prepare(`
    DELETE FROM report_parts WHERE report = ? AND part IN (
      SELECT part FROM report_parts WHERE report = ? ORDER BY part LIMIT ${partsPerPiece})`);
  return {
    /** False if there is no such draft. */
    putReportPart: immediate(db, (report: string, part: number, { csv, ndjson }: ReportPart): boolean => {
      if (isDraft.get(report) === undefined) return false;
      insert.run(report, part, csv, ndjson);
      return true;
    }),
    /** Deletes a piece of a draft's parts; answers how many, 0 when none is left or it is no draft. */
    deleteReportParts: immediate(db, (report: string): number =>
      isDraft.get(report) === undefined ? 0 : remove.run(report, report).changes,
    ),
  };
}

function immediate<Args extends unknown[], Answer>(db: Database, work: (...args: Args) => Answer) {
  return db.transaction(work).immediate as (...args: Args) => Answer;
}
