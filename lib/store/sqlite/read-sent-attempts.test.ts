import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openWriter } from "#lib/store/sqlite/connection";
import { migrateDatabase, migrationsFolder } from "#lib/store/sqlite/migrate";
import { sentAttemptsSql } from "#lib/store/sqlite/read-sent-attempts";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";

test("a page is found along the index of time, and at most attempts of one millisecond are sorted", () => {
  const db = openWriter(join(temporaryDirectory(), "ajar.db"), 100);
  onTestFinished(() => void db.close());
  migrateDatabase(db, migrationsFolder);
  const plan = db.prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sentAttemptsSql}`).all(0, 1, 1, 1);
  const details = plan.map(({ detail }) => detail);
  expect(details[0]).toBe("SEARCH a USING INDEX attempts_by_time (started_at_ms>? AND started_at_ms<?)");
  expect(details.filter((detail) => detail.includes("B-TREE"))).toEqual(["USE TEMP B-TREE FOR LAST TERM OF ORDER BY"]);
});
