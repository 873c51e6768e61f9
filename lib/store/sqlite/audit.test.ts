import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";

test("the database refuses to change or remove what was written down", async () => {
  const dir = temporaryDirectory();
  const store = await openSqliteStore({ dir, clock: systemClock });
  await store.appendAudit({ atMs: 1, actor: "a@example.com", address: null, action: "signIn", target: null });
  await store.close();
  const database = new Database(join(dir, "ajar.db"));
  for (const change of ["UPDATE audit_events SET actor = 'b'", "DELETE FROM audit_events"]) {
    expect(() => database.exec(change), change).toThrow("only ever added to");
  }
  expect(database.prepare("SELECT actor FROM audit_events").pluck().all()).toEqual(["a@example.com"]);
  database.close();
});
