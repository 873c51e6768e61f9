import { renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database } from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { AppError } from "#lib/errors";
import { preparePrivateFile } from "#lib/store/sqlite/data-directory";

export const migrationsFolder = fileURLToPath(new URL("../../../drizzle", import.meta.url));

/**
 * Brings the database to the schema of this version, in one transaction. Of a database that has rows a copy is made
 * first, `ajar.db.before-<n>`, n being the number of its first new migration. A database that a newer version has
 * migrated is refused with `conflict`. `announce` is told before the copy, which takes some ten seconds a gigabyte.
 */
export function migrateDatabase(db: Database, folder: string, announce: (words: string) => void = () => {}): void {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const applied = appliedMigrations(db);
  const newest = known.at(-1)?.folderMillis ?? 0;
  if (applied.some((createdAt) => createdAt > newest)) {
    const message = `${db.name} was written by a newer version of Ajar: start that version, or put the copy that it made before its migration in the place of ajar.db`;
    throw new AppError("conflict", message);
  }
  if (applied.length === known.length) return;
  if (applied.length > 0) {
    const copy = `${db.name}.before-${applied.length}`;
    announce(`the database is copied to ${copy} before it is migrated`);
    copyDatabase(db, copy);
  }
  migrate(drizzle(db), { migrationsFolder: folder });
}

function appliedMigrations(db: Database): readonly number[] {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'").get();
  if (table === undefined) return [];
  return db.prepare<[], number>("SELECT created_at FROM __drizzle_migrations").pluck().all();
}

/**
 * Copies a database, for its owner alone, and returns the copy's path. It has another name until it is whole, so that a
 * crash leaves no half copy that looks like a good one.
 */
export function copyDatabase(db: Database, copy: string): string {
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { force: true });
  preparePrivateFile(dirname(copy), unfinished);
  db.prepare("VACUUM INTO ?").run(unfinished);
  renameSync(unfinished, copy);
  return copy;
}
