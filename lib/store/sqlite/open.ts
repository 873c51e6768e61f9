import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Database } from "better-sqlite3";
import { createAccounts } from "#lib/store/sqlite/accounts";
import { createAlertRules } from "#lib/store/sqlite/alert-rules";
import { createAlerts, createDeliveries } from "#lib/store/sqlite/alerts";
import { createApiTokens } from "#lib/store/sqlite/api-tokens";
import { createDetails } from "#lib/store/sqlite/ask-details";
import { createAuditRows } from "#lib/store/sqlite/audit";
import { createConductDays } from "#lib/store/sqlite/conduct-days";
import { openWriter } from "#lib/store/sqlite/connection";
import { createCredentialUsers } from "#lib/store/sqlite/credential-users";
import { prepareDirectory, preparePrivateFile } from "#lib/store/sqlite/data-directory";
import { createDeleting } from "#lib/store/sqlite/delete-old";
import { type DirectoryLock, lockDirectory } from "#lib/store/sqlite/directory-lock";
import { createGroupCommit, defaultGroupCommit, type GroupCommitOptions } from "#lib/store/sqlite/group-commit";
import { createIntegrationRows } from "#lib/store/sqlite/integrations";
import { createMainDatabase } from "#lib/store/sqlite/main-database";
import { copyDatabase, migrateDatabase, migrationsFolder } from "#lib/store/sqlite/migrate";
import { defaultNameCaps } from "#lib/store/sqlite/names";
import { networkDiskWarning } from "#lib/store/sqlite/network-disk";
import { createPeople } from "#lib/store/sqlite/people";
import { createProblems } from "#lib/store/sqlite/problems";
import { defaultFigureLimits } from "#lib/store/sqlite/read-figures";
import type { ReaderOptions, ReaderVerbs } from "#lib/store/sqlite/reader-verbs";
import { createReportReplacing } from "#lib/store/sqlite/replace-reports";
import { createReportRows } from "#lib/store/sqlite/reports";
import { defaultScanLimits } from "#lib/store/sqlite/scan-page";
import { createSealedRows } from "#lib/store/sqlite/sealed";
import { createSecondFactors } from "#lib/store/sqlite/second-factors";
import { createSettings } from "#lib/store/sqlite/settings";
import { createSignInRows } from "#lib/store/sqlite/sign-in";
import { storeFailure } from "#lib/store/sqlite/store-failure";
import { createThread, type Thread } from "#lib/store/sqlite/thread";
import { createThreadPool } from "#lib/store/sqlite/thread-pool";
import { unpackFailure } from "#lib/store/sqlite/thread-protocol";
import { unpackFigures } from "#lib/store/sqlite/unpack-figures";
import type { WriterOptions, WriterVerbs } from "#lib/store/sqlite/writer-verbs";
import type { Store } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";
import { createTurns } from "#lib/time/turns";

const databaseName = "ajar.db";

/** The main thread serves everybody, so it waits for a stranger's lock no longer than this; the writing thread may. */
const mainBusyTimeoutMs = 1_000;
const writerBusyTimeoutMs = 5_000;

/** Two, so that a page need not wait for a search through millions of rows. */
const readers = 2;

export type SqliteStoreOptions = {
  /** Made, for its owner alone, if there is none. */
  readonly dir: string;
  readonly clock: Pick<Clock, "elapsed" | "sleep">;
  /** Is told at the start what takes long, and what is unwise. */
  readonly announce?: (words: string) => void;
  readonly tuning?: Partial<Tuning>;
};

/** Bounds of the store's work; the defaults are measured ones. */
export type Tuning = Omit<WriterOptions, "file"> & Omit<ReaderOptions, "file"> & GroupCommitOptions;

const defaultTuning: Tuning = {
  busyTimeoutMs: writerBusyTimeoutMs,
  nameCaps: defaultNameCaps,
  scanLimits: defaultScanLimits,
  figureLimits: defaultFigureLimits,
  ...defaultGroupCommit,
};

/**
 * Opens the store in a directory, which belongs to this process until `close`; brings the database to the schema of
 * this version. Throws an `AppError` that says what is wrong with the directory or the database, and what to do.
 */
export async function openSqliteStore({ dir, clock, announce, tuning }: SqliteStoreOptions): Promise<Store> {
  prepareDirectory(dir);
  const warning = networkDiskWarning(dir);
  if (warning !== null) announce?.(warning);
  const lock = lockDirectory(dir);
  let store: Store | undefined;
  try {
    store = createStore(openDatabase(dir, announce), lock, clock, { ...defaultTuning, ...tuning });
    // The threads are then warm, and whatever hinders them is known at the start.
    await store.ping();
    return store;
  } catch (error) {
    await (store?.close() ?? lock.release());
    throw storeFailure(error);
  }
}

function openDatabase(dir: string, announce: SqliteStoreOptions["announce"]): Database {
  const file = join(dir, databaseName);
  preparePrivateFile(dir, file);
  const database = openWriter(file, mainBusyTimeoutMs);
  try {
    migrateDatabase(database, migrationsFolder, announce);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function createStore(
  database: Database,
  lock: DirectoryLock,
  clock: SqliteStoreOptions["clock"],
  tuning: Tuning,
): Store {
  const file = database.name;
  // Of all writes: SQLite has one writer, and two connections that meet would block a thread until the other is done.
  const inTurn = createTurns();
  const main = createMainDatabase(database, inTurn);
  const writer = startWriter({ file, ...tuning });
  const reader = startReaders({ file, ...tuning });
  const askWriter: Thread<WriterVerbs>["ask"] = (verb, ...args) => inTurn(() => writer.ask(verb, ...args));
  const groupCommit = createGroupCommit(async (groups) => {
    const failures = await askWriter("record", groups);
    return failures.map((failure) => failure && unpackFailure(failure));
  }, tuning);

  return {
    ...createAccounts(main),
    ...createApiTokens(main),
    ...createPeople(main),
    ...createSignInRows(main),
    ...createSecondFactors(main),
    ...createAuditRows(main),
    ...createSettings(main),
    ...createSealedRows(main),
    ...createIntegrationRows(main),
    ...createCredentialUsers(main),
    ...createAlertRules(main),
    ...createAlerts(main),
    ...createDeliveries(main),
    ...createReportRows(main, askWriter),
    ...createReportReplacing(main),
    ...createConductDays(main),
    ...createProblems(main),
    ...createDeleting(askWriter, clock),
    ...createDetails(reader.ask, askWriter),
    record: groupCommit.record,
    recordIngested: (change) => askWriter("recordIngested", change),
    findForIngest: (query) => reader.ask("findForIngest", query),
    listCalls: (query) => reader.ask("listCalls", query),
    readSentAttempts: (query) => reader.ask("readSentAttempts", query),
    readAttempts: (query) => reader.ask("readAttempts", query),
    readRepeats: (range) => reader.ask("readRepeats", range),
    findCall: (callId) => reader.ask("findCall", callId),
    readFigures: async (query) => unpackFigures(await reader.ask("readFigures", query)),
    listFailingRoutes: (range, filter, limit) => reader.ask("listFailingRoutes", range, filter, limit),
    listDeprecatedRoutes: (range, filter = {}) => reader.ask("listDeprecatedRoutes", range, filter),
    listRouteCallers: (query) => reader.ask("listRouteCallers", query),
    listProblems: (query) => reader.ask("listProblems", query),
    findProblem: (id) => reader.ask("findProblem", id),
    readProblemFigures: (query) => reader.ask("readProblemFigures", query),
    findProblemShapes: (id) => reader.ask("findProblemShapes", id),
    findProblemExamples: (id) => reader.ask("findProblemExamples", id),
    listFilterValues: () => reader.ask("listFilterValues"),
    listCredentialUses: (limit) => reader.ask("listCredentialUses", limit),
    describeEngine: () =>
      main.read(() => `SQLite ${database.prepare<[], string>("SELECT sqlite_version()").pluck().get()}`),
    keepCopy: (suffix) => inTurn(() => main.read(() => copyDatabase(database, `${file}.${suffix}`))),
    async ping() {
      await Promise.all([reader.ask("ping"), askWriter("ping")]);
    },
    async close() {
      await groupCommit.settled();
      await inTurn(() => writer.close());
      await reader.close();
      database.close();
      lock.release();
    },
  };
}

function startWriter(options: WriterOptions): Thread<WriterVerbs> {
  return createThread(() => spawn(new URL("./writer-thread.ts", import.meta.url), options));
}

function startReaders(options: ReaderOptions): Thread<ReaderVerbs> {
  return createThreadPool(readers, () =>
    createThread<ReaderVerbs>(() => spawn(new URL("./reader-thread.ts", import.meta.url), options)),
  );
}

// No flag of the process is theirs: some, like --input-type, would keep them from starting.
function spawn(module: URL, workerData: WriterOptions | ReaderOptions): Worker {
  return new Worker(module, { workerData, execArgv: [] });
}
