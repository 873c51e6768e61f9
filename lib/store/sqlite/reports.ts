import { and, desc, eq, isNull, max, sql } from "drizzle-orm";
import type { ReportIssue, ReportRecord, ReportStore } from "#lib/store/report-store";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import type { ReportReplacing } from "#lib/store/sqlite/replace-reports";
import { reportParts, reports } from "#lib/store/sqlite/report-schema";
import type { Thread } from "#lib/store/sqlite/thread";
import type { WriterVerbs } from "#lib/store/sqlite/writer-verbs";

/** Drafts, issued reports and the copies of their rows, which the writing thread writes. */
export function createReportRows(
  { db, read, write }: MainDatabase,
  ask: Thread<WriterVerbs>["ask"],
): Omit<ReportStore, keyof ReportReplacing> {
  const isDraft = (id: string) => and(eq(reports.id, id), isNull(reports.number));
  const { spec: _, content: __, ...summary } = columns;
  async function deleteReportParts(id: string): Promise<void> {
    while ((await ask("deleteReportParts", id)) > 0);
  }

  return {
    listReports: (limit) =>
      read(() =>
        db
          .select(summary)
          .from(reports)
          .orderBy(desc(reports.createdAtMs), desc(reports.id))
          .limit(limit)
          .all()
          .map(withIssue),
      ),
    findReport: (id) =>
      read(() => {
        const row = db.select(columns).from(reports).where(eq(reports.id, id)).get();
        return row && withIssue(row);
      }),
    createReport: (draft) => write((tx) => void tx.insert(reports).values(draft).run()),
    changeDraft: (id, changes) => write((tx) => tx.update(reports).set(changes).where(isDraft(id)).run().changes === 1),
    issueReport: (id, { atMs, by, sha256, content, spec }) =>
      write((tx) => {
        const number = sql`(SELECT coalesce(${max(reports.number)}, 0) + 1 FROM ${reports})`;
        const set = { content, spec, number, issuedAtMs: atMs, issuedBy: by, sha256 };
        const row = tx.update(reports).set(set).where(isDraft(id)).returning({ number: reports.number }).get();
        return row?.number == null ? undefined : { number: row.number, atMs, by, sha256 };
      }),
    async deleteDraft(id) {
      await deleteReportParts(id);
      return write((tx) => tx.delete(reports).where(isDraft(id)).run().changes === 1);
    },
    putReportPart: (report, index, part) => ask("putReportPart", report, index, part),
    deleteReportParts,
    findReportPart: (report, part) =>
      read(() =>
        db
          .select({ csv: reportParts.csv, ndjson: reportParts.ndjson })
          .from(reportParts)
          .where(and(eq(reportParts.report, report), eq(reportParts.part, part)))
          .get(),
      ),
  };
}

const { id, title, spec, content, createdAtMs, changedAtMs, number, issuedAtMs, issuedBy, sha256 } = reports;
const columns = { id, title, spec, content, createdAtMs, changedAtMs, number, issuedAtMs, issuedBy, sha256 };

type IssueColumns = {
  readonly number: number | null;
  readonly issuedAtMs: number | null;
  readonly issuedBy: string | null;
  readonly sha256: string | null;
};

function withIssue<Row extends IssueColumns>({ number, issuedAtMs, issuedBy, sha256, ...rest }: Row) {
  const issue: ReportIssue | null =
    number === null ? null : { number, atMs: issuedAtMs ?? 0, by: issuedBy ?? "", sha256: sha256 ?? "" };
  return { ...rest, issue } satisfies Pick<ReportRecord, "issue">;
}
