import Database from "better-sqlite3";
import { AppError } from "#lib/errors";

/** What SQLite's result codes mean for the person who runs Ajar. The longer names begin with the shorter ones. */
const storageFailures: Readonly<Record<string, string>> = {
  SQLITE_FULL: "The disk is full, so nothing can be stored: free some space on the disk of the data directory",
  SQLITE_BUSY: "Another program holds the database: end it, and try again",
  SQLITE_READONLY: "The database cannot be written: check the owner and the mode of the data directory",
  SQLITE_CANTOPEN: "The database cannot be opened: check the owner and the mode of the data directory",
  SQLITE_IOERR: "The disk failed to read or write the database: check the disk of the data directory",
  SQLITE_CORRUPT: "The database is damaged: stop Ajar, and put a backup in the place of ajar.db",
  SQLITE_NOTADB: "ajar.db is not a database: stop Ajar, and put a backup in its place",
};

/** True if no row could have been stored at that moment, so that trying others is of no use. */
export function isStorageFailure(error: unknown): boolean {
  return storageFailureOf(error) !== undefined;
}

/** An error of the driver as one that has words for people; anything unexpected comes back as it is. */
export function storeFailure(error: unknown): unknown {
  const storage = storageFailureOf(error);
  if (storage !== undefined)
    return new AppError(isDiskFull(error) ? "disk_full" : "unavailable", storage, { cause: error });
  if (!(error instanceof Database.SqliteError) || !error.code.startsWith("SQLITE_CONSTRAINT")) return error;
  const taken = error.code === "SQLITE_CONSTRAINT_UNIQUE" || error.code === "SQLITE_CONSTRAINT_PRIMARYKEY";
  return taken
    ? new AppError("conflict", "This is already stored", { cause: error })
    : new AppError("bad_input", "This cannot be stored: a value is missing or of the wrong kind", { cause: error });
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_FULL");
}

function storageFailureOf(error: unknown): string | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined;
  const { code } = error;
  return Object.entries(storageFailures).find(([name]) => code.startsWith(name))?.[1];
}
