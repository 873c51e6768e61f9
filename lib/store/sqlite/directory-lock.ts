import { join } from "node:path";
import Database from "better-sqlite3";
import { AppError } from "#lib/errors";
import { preparePrivateFile } from "#lib/store/sqlite/data-directory";

export type DirectoryLock = { readonly release: () => void };

/**
 * Takes the data directory for this process: a transaction that is never ended, on a database that holds nothing. The
 * operating system frees it with the process, however that ends. Throws `conflict` if another Ajar has it.
 */
export function lockDirectory(dir: string): DirectoryLock {
  const file = join(dir, "instance.lock.db");
  preparePrivateFile(dir, file);
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    db.close();
    const message = `Another Ajar is running on the data directory ${dir}: stop it, or set AJAR_DATA_DIR to another one`;
    throw new AppError("conflict", message, { cause });
  }
  return { release: () => db.close() };
}
