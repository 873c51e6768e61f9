import type { Database } from "better-sqlite3";
import { prepareFindCall } from "#lib/store/sqlite/find-call";
import { prepareListCalls } from "#lib/store/sqlite/list-calls";
import { createStatements } from "#lib/store/sqlite/statements";

export type ReaderOptions = {
  readonly file: string;
  /** Rows that one page of calls may look through. */
  readonly scanMax: number;
};

export type ReaderVerbs = ReturnType<typeof createReaderVerbs>;

/** What the reading thread can be asked. */
export function createReaderVerbs(db: Database, { scanMax }: Pick<ReaderOptions, "scanMax">) {
  const statements = createStatements(db);
  return {
    ping: () => db.prepare("SELECT 1").pluck().get(),
    findCall: prepareFindCall(db),
    listCalls: prepareListCalls(db, statements, scanMax),
  };
}
