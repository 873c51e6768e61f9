import { and, eq, sql } from "drizzle-orm";
import type { ReportStore } from "#lib/store/report-store";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { reportParts, reports } from "#lib/store/sqlite/report-schema";

export type ReportReplacing = Pick<ReportStore, "replaceReport" | "replaceReportPart">;

/** Taking out of reports what must not be kept: the one way in which an issued one changes. */
export function createReportReplacing({ write }: Pick<MainDatabase, "write">): ReportReplacing {
  return {
    replaceReport: (id, seen, texts) =>
      write((tx) => {
        const isSeen = and(
          eq(reports.id, id),
          eq(reports.title, seen.title),
          eq(reports.spec, seen.spec),
          sql`${reports.content} IS ${seen.content}`,
          sql`${reports.sha256} IS ${seen.sha256}`,
        );
        return tx.update(reports).set(texts).where(isSeen).run().changes === 1;
      }),
    replaceReportPart: (report, part, { csv, ndjson }) =>
      write((tx) => {
        tx.update(reportParts)
          .set({ csv: Buffer.from(csv), ndjson: Buffer.from(ndjson) })
          .where(and(eq(reportParts.report, report), eq(reportParts.part, part)))
          .run();
      }),
  };
}
