import type { Database } from "better-sqlite3";
import { prepareListCredentialUses } from "#lib/store/sqlite/credential-uses";
import { prepareListDeprecatedRoutes } from "#lib/store/sqlite/deprecated-routes";
import { prepareReadDetails } from "#lib/store/sqlite/details";
import { createListFailingRoutes } from "#lib/store/sqlite/failing-routes";
import { prepareListFilterValues } from "#lib/store/sqlite/filter-values";
import { prepareFindCall } from "#lib/store/sqlite/find-call";
import { prepareFindForIngest } from "#lib/store/sqlite/find-for-ingest";
import { prepareListCalls } from "#lib/store/sqlite/list-calls";
import { prepareFindProblem, prepareListProblems } from "#lib/store/sqlite/list-problems";
import { prepareFindProblemExamples } from "#lib/store/sqlite/problem-examples";
import { prepareReadProblemFigures } from "#lib/store/sqlite/problem-figures";
import { prepareFindProblemShapes } from "#lib/store/sqlite/problem-shapes";
import { prepareReadAttempts } from "#lib/store/sqlite/read-attempts";
import { type FigureLimits, prepareReadFigures } from "#lib/store/sqlite/read-figures";
import { prepareReadRepeats } from "#lib/store/sqlite/read-repeats";
import { prepareReadSentAttempts } from "#lib/store/sqlite/read-sent-attempts";
import { prepareListRouteCallers } from "#lib/store/sqlite/route-callers";
import type { ScanLimits } from "#lib/store/sqlite/scan-page";
import { createStatements } from "#lib/store/sqlite/statements";

export type ReaderOptions = {
  readonly file: string;
  readonly scanLimits: ScanLimits;
  readonly figureLimits: FigureLimits;
};

export type ReaderVerbs = ReturnType<typeof createReaderVerbs>;

/** What the reading thread can be asked. Each answer is of one moment, whatever is written meanwhile. */
export function createReaderVerbs(db: Database, { scanLimits, figureLimits }: Omit<ReaderOptions, "file">) {
  const statements = createStatements(db);
  const readFigures = prepareReadFigures(db, statements, figureLimits);
  const inSnapshot = <Args extends unknown[], Answer>(read: (...args: Args) => Answer) =>
    db.transaction(read) as (...args: Args) => Answer;
  return {
    ping: () => db.prepare("SELECT 1").pluck().get(),
    findCall: inSnapshot(prepareFindCall(db)),
    readDetails: inSnapshot(prepareReadDetails(db)),
    findForIngest: inSnapshot(prepareFindForIngest(db)),
    listCalls: inSnapshot(prepareListCalls(db, statements, scanLimits)),
    readSentAttempts: inSnapshot(prepareReadSentAttempts(db)),
    readAttempts: inSnapshot(prepareReadAttempts(db, statements, scanLimits)),
    readRepeats: inSnapshot(prepareReadRepeats(db)),
    readFigures: inSnapshot((query: Parameters<typeof readFigures>[0]) => readFigures(query)),
    listFailingRoutes: inSnapshot(createListFailingRoutes(readFigures)),
    listDeprecatedRoutes: inSnapshot(prepareListDeprecatedRoutes(db, statements)),
    listRouteCallers: inSnapshot(prepareListRouteCallers(db)),
    listFilterValues: inSnapshot(prepareListFilterValues(db)),
    listProblems: inSnapshot(prepareListProblems(db)),
    findProblem: inSnapshot(prepareFindProblem(db)),
    readProblemFigures: inSnapshot(prepareReadProblemFigures(db)),
    findProblemShapes: inSnapshot(prepareFindProblemShapes(db)),
    findProblemExamples: inSnapshot(prepareFindProblemExamples(db)),
    listCredentialUses: inSnapshot(prepareListCredentialUses(db)),
  };
}
