import type { Database } from "better-sqlite3";
import { prepareRewriteDetails } from "#lib/store/sqlite/details";
import type { NameCaps } from "#lib/store/sqlite/names";
import { prepareReportParts } from "#lib/store/sqlite/report-parts";
import { prepareRetention } from "#lib/store/sqlite/retention";
import { prepareRecording } from "#lib/store/sqlite/write-attempts";
import { prepareIngesting } from "#lib/store/sqlite/write-ingested";
import { createWritingDatabase } from "#lib/store/sqlite/writing-database";

export type WriterOptions = {
  readonly file: string;
  readonly busyTimeoutMs: number;
  readonly nameCaps: NameCaps;
};

export type WriterVerbs = ReturnType<typeof createWriterVerbs>;

/** What the writing thread can be asked. */
export function createWriterVerbs(db: Database, { nameCaps }: Pick<WriterOptions, "nameCaps">) {
  const database = createWritingDatabase(db, nameCaps);
  return {
    ping: () => db.prepare("SELECT 1").pluck().get(),
    record: prepareRecording(database),
    recordIngested: prepareIngesting(database),
    ...prepareRetention(database),
    ...prepareReportParts(db),
    ...prepareRewriteDetails(db),
  };
}
