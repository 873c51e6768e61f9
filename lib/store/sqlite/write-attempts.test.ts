import { join } from "node:path";
import type { Database } from "better-sqlite3";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { arbitraryCall } from "#lib/store/arbitrary-attempts";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { figureFactsOf, nameIdsOf } from "#lib/store/sqlite/attempt-row";
import { openWriter } from "#lib/store/sqlite/connection";
import { migrateDatabase, migrationsFolder } from "#lib/store/sqlite/migrate";
import { defaultNameCaps } from "#lib/store/sqlite/names";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { prepareRecording } from "#lib/store/sqlite/write-attempts";
import { createWritingDatabase } from "#lib/store/sqlite/writing-database";

function openEmpty(): Database {
  const db = openWriter(join(temporaryDirectory(), "ajar.db"), 100);
  onTestFinished(() => void db.close());
  migrateDatabase(db, migrationsFolder);
  return db;
}

const countOf = (db: Database, table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
const figuresOf = (db: Database) =>
  db.prepare("SELECT * FROM figures WHERE attempts <> 0 OR length(latencies) > 0").all();

test("attempts that are counted out leave the figures as if they had never been counted in", () => {
  const db = openEmpty();
  const { names, figures, transaction } = createWritingDatabase(db, defaultNameCaps);
  const count = (attempts: readonly Attempt[], sign: 1 | -1) =>
    transaction(() => {
      for (const attempt of attempts) figures.count(figureFactsOf(attempt, nameIdsOf(attempt, names)), sign);
    });
  const calls = fc.array(arbitraryCall, { minLength: 1, maxLength: 20 }).map((list) => list.flat());
  fc.assert(
    fc.property(calls, calls, (kept, gone) => {
      db.exec("DELETE FROM figures");
      figures.forget();
      count(kept, 1);
      const before = figuresOf(db);
      count(gone, 1);
      count(gone, -1);
      expect(figuresOf(db)).toEqual(before);
    }),
    { numRuns: 40 },
  );
});

test("a full disk refuses what comes, keeps what it has, and recovers without a restart", () => {
  const db = openEmpty();
  const record = prepareRecording(createWritingDatabase(db, defaultNameCaps));
  const pages = Number(db.pragma("page_count", { simple: true }));
  db.pragma(`max_page_count = ${pages + 20}`);
  let stored = 0;
  for (;;) {
    const [failure] = record([[sampleAttempt({ path: "x".repeat(2_000) })]]);
    if (failure) {
      expect(failure).toMatchObject({ code: "disk_full", message: expect.stringContaining("disk is full") });
      break;
    }
    stored += 1;
  }
  expect(stored).toBeGreaterThan(5);
  expect(record([[sampleAttempt()], [sampleAttempt({ path: "x".repeat(9_000) })]])).toMatchObject([{}, {}]);
  expect(countOf(db, "attempts")).toBe(stored);
  db.exec("DELETE FROM attempts WHERE id <= 3");
  expect(record([[sampleAttempt()]])).toEqual([null]);
  db.pragma(`max_page_count = ${pages + 2_000}`);
  expect(record([[sampleAttempt({ path: "x".repeat(9_000) })]])).toEqual([null]);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
});

test("names beyond the cap are counted under (other), one row a common method, and cost no memory", () => {
  const db = openEmpty();
  const record = prepareRecording(
    createWritingDatabase(db, { ...defaultNameCaps, routes: 3, integrations: 1, credentials: 1 }),
  );
  const many = Array.from({ length: 20 }, (_, n) =>
    sampleAttempt({
      method: ["GET", "POST", `ODD${n}`][n % 3] ?? "",
      route: `GET /${n}`,
      integration: `i${n}`,
      credential: `c${n}`,
      credentialLast4: `000${n}`.slice(-4),
    }),
  );
  expect(record([many])).toEqual([null]);
  const names = (table: string, column: string) =>
    db.prepare<[], string>(`SELECT ${column} FROM ${table} ORDER BY id`).pluck().all();
  expect(names("routes", "route")).toEqual([
    "GET /0",
    "GET /1",
    "GET /2",
    "GET (other)",
    "POST (other)",
    "OTHER (other)",
  ]);
  expect(names("integrations", "name")).toEqual(["i0", "(other)"]);
  expect(names("credentials", "fingerprint")).toEqual(["c0", "(other)"]);
  expect(names("credentials", "last4")).toEqual(["0000", null]);
  expect(record([[sampleAttempt({ route: "GET /1" })]])).toEqual([null]);
  expect(names("routes", "route")).toHaveLength(6);
});

test("an attempt in a failed group leaves no row anywhere", () => {
  const db = openEmpty();
  const record = prepareRecording(createWritingDatabase(db, defaultNameCaps));
  const known = sampleAttempt();
  record([[known]]);
  const tables = ["attempts", "exchanges", "figures", "routes"];
  const before = tables.map((table) => countOf(db, table));
  expect(record([[sampleAttempt({ route: "GET /new" }), known]])).toMatchObject([{ code: "conflict" }]);
  expect(tables.map((table) => countOf(db, table))).toEqual(before);
});
