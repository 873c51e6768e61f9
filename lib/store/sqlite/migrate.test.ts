import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openWriter } from "#lib/store/sqlite/connection";
import { migrateDatabase, migrationsFolder } from "#lib/store/sqlite/migrate";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";

/** The migrations of a version to come, with one more than this one has. */
function folderWith(sql: string): string {
  const folder = join(temporaryDirectory(), "drizzle");
  cpSync(migrationsFolder, folder, { recursive: true });
  const journalFile = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(journalFile, "utf8"));
  const last = journal.entries.at(-1);
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1_000, tag: "9999_next" });
  writeFileSync(journalFile, JSON.stringify(journal));
  writeFileSync(join(folder, "9999_next.sql"), sql);
  return folder;
}

const known = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql")).length;

function withDatabase<T>(file: string, use: (db: Database.Database) => T): T {
  const db = openWriter(file, 100);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

const settingIn = (db: Database.Database) => db.prepare("SELECT value FROM settings").pluck().get();

function databaseWithASetting(): string {
  const file = join(temporaryDirectory(), "ajar.db");
  withDatabase(file, (db) => {
    migrateDatabase(db, migrationsFolder);
    db.exec("INSERT INTO settings VALUES ('a', 'kept')");
  });
  return file;
}

test("a new database gets every migration and no copy; a second start changes nothing", () => {
  const file = databaseWithASetting();
  withDatabase(file, (db) => migrateDatabase(db, migrationsFolder));
  expect(readdirSync(join(file, "..")).filter((name) => name.includes("before"))).toEqual([]);
  expect(withDatabase(file, settingIn)).toBe("kept");
});

test("a database with rows is copied whole before a migration, for its owner alone, and can be opened", () => {
  const file = databaseWithASetting();
  const folder = folderWith("ALTER TABLE settings ADD more text;");
  writeFileSync(`${file}.before-${known}.unfinished`, "left by a crash");
  const said: string[] = [];
  withDatabase(file, (db) => migrateDatabase(db, folder, (words) => said.push(words)));
  const copy = `${file}.before-${known}`;
  expect(said).toEqual([expect.stringContaining(copy)]);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(existsSync(`${copy}.unfinished`)).toBe(false);
  const columns = (path: string) => withDatabase(path, (db) => db.prepare("SELECT * FROM settings").columns().length);
  expect([columns(file), columns(copy)]).toEqual([3, 2]);
  expect(withDatabase(copy, settingIn)).toBe("kept");
});

test("a migration that fails half-way leaves the old schema and its rows", () => {
  const file = databaseWithASetting();
  const folder = folderWith(
    "ALTER TABLE settings ADD more text;--> statement-breakpoint\nINSERT INTO settings SELECT * FROM nowhere;",
  );
  expect(() => withDatabase(file, (db) => migrateDatabase(db, folder))).toThrow();
  withDatabase(file, (db) => {
    expect(db.prepare("SELECT * FROM settings").columns()).toHaveLength(2);
    migrateDatabase(db, migrationsFolder);
    expect(settingIn(db)).toBe("kept");
  });
});

test("a database of a newer version is refused and left as it is", () => {
  const file = databaseWithASetting();
  withDatabase(file, (db) => migrateDatabase(db, folderWith("ALTER TABLE settings ADD more text;")));
  const before = readFileSync(file);
  const refusal = { name: "AppError", code: "conflict", message: expect.stringContaining("newer version of Ajar") };
  const db = new Database(file);
  expect(() => migrateDatabase(db, migrationsFolder)).toThrow(expect.objectContaining(refusal));
  db.close();
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("rollups are clustered by their key, and pages can be given back to the disk", () => {
  withDatabase(databaseWithASetting(), (db) => {
    expect(db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'figures'").pluck().get()).toContain("WITHOUT ROWID");
    expect(db.pragma("auto_vacuum", { simple: true })).toBe(2);
  });
});
