import Database from "better-sqlite3";
import { AppError } from "#lib/errors";

/** Before it, SQLite could lose or damage commits when a second connection reset the WAL. */
const sqliteFloor = [3, 51, 3] as const;

/** `synchronous`: every commit waits for the disk. */
const full = 2;

const cacheKiB = 32_768;

/** 16 MiB. Every commit changes the same few pages, so the longer the log, the fewer of them go into the database. */
const walPagesMax = 4_000;

/**
 * Opens the database for writing: WAL, durable commits, foreign keys, deleted content overwritten. A transaction waits
 * `busyTimeoutMs` for another program that holds the database, and blocks its thread meanwhile.
 */
export function openWriter(file: string, busyTimeoutMs: number): Database.Database {
  const db = new Database(file, { timeout: busyTimeoutMs });
  assertSqliteVersion(db);
  // Takes effect only before the first table is made.
  db.pragma("auto_vacuum = INCREMENTAL");
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("secure_delete = ON");
  db.pragma("temp_store = MEMORY");
  db.pragma("journal_size_limit = 67108864");
  db.pragma(`wal_autocheckpoint = ${walPagesMax}`);
  db.pragma(`cache_size = -${cacheKiB}`);
  assertDurable(db);
  return db;
}

/** Opens a second connection that can only read. */
export function openReader(file: string): Database.Database {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 1_000 });
  db.pragma("query_only = ON");
  db.pragma("temp_store = MEMORY");
  db.pragma(`cache_size = -${cacheKiB}`);
  return db;
}

// better-sqlite3 is built to fall back to synchronous = NORMAL in WAL, which shows only after the first write.
function assertDurable(db: Database.Database): void {
  db.pragma("user_version = 1");
  const journal = db.pragma("journal_mode", { simple: true });
  const synchronous = db.pragma("synchronous", { simple: true });
  if (journal !== "wal" || synchronous !== full) {
    throw new Error(`the database would not keep what it acknowledges: ${journal}, synchronous ${synchronous}`);
  }
}

function assertSqliteVersion(db: Database.Database): void {
  const version = String(db.prepare("SELECT sqlite_version()").pluck().get());
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const [floorMajor, floorMinor, floorPatch] = sqliteFloor;
  const behind = major - floorMajor || minor - floorMinor || patch - floorPatch;
  if (behind < 0) {
    const message = `SQLite ${version} can damage a database; Ajar needs ${sqliteFloor.join(".")} or newer. Run npm ci`;
    throw new AppError("unavailable", message);
  }
}
