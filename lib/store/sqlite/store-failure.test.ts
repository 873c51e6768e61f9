import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { isStorageFailure, storeFailure } from "#lib/store/sqlite/store-failure";

test.each([
  ["SQLITE_FULL", "disk_full", "disk is full"],
  ["SQLITE_BUSY", "unavailable", "Another program"],
  ["SQLITE_BUSY_SNAPSHOT", "unavailable", "Another program"],
  ["SQLITE_READONLY_DIRECTORY", "unavailable", "cannot be written"],
  ["SQLITE_CANTOPEN_ISDIR", "unavailable", "cannot be opened"],
  ["SQLITE_IOERR_FSYNC", "unavailable", "failed to read or write"],
  ["SQLITE_CORRUPT_VTAB", "unavailable", "damaged"],
  ["SQLITE_NOTADB", "unavailable", "not a database"],
  ["SQLITE_CONSTRAINT_UNIQUE", "conflict", "already stored"],
  ["SQLITE_CONSTRAINT_PRIMARYKEY", "conflict", "already stored"],
  ["SQLITE_CONSTRAINT_NOTNULL", "bad_input", "missing"],
])("%s is %s: %s", (sqliteCode, code, words) => {
  const cause = new Database.SqliteError("what SQLite says", sqliteCode);
  expect(storeFailure(cause)).toMatchObject({ name: "AppError", code, message: expect.stringContaining(words), cause });
  expect(isStorageFailure(cause)).toBe(code === "unavailable" || code === "disk_full");
});

test("any other error stays what it is", () => {
  for (const error of [new TypeError("odd"), new Database.SqliteError("syntax", "SQLITE_ERROR"), "text"]) {
    expect(storeFailure(error)).toBe(error);
    expect(isStorageFailure(error)).toBe(false);
  }
});
