import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { outcomeOfStatus } from "#lib/model/outcome";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openWriter } from "#lib/store/sqlite/connection";
import { migrateDatabase, migrationsFolder } from "#lib/store/sqlite/migrate";
import { defaultNameCaps } from "#lib/store/sqlite/names";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { prepareRecording } from "#lib/store/sqlite/write-attempts";
import { createWritingDatabase } from "#lib/store/sqlite/writing-database";

const failed = (route: string, errorCode: string, status = 404): Attempt =>
  sampleAttempt({ route, errorCode, status, outcome: outcomeOfStatus(status) });

function open(caps: Partial<typeof defaultNameCaps>) {
  const db = openWriter(join(temporaryDirectory(), "ajar.db"), 100);
  onTestFinished(() => void db.close());
  migrateDatabase(db, migrationsFolder);
  const record = prepareRecording(createWritingDatabase(db, { ...defaultNameCaps, ...caps }));
  const problems = db.prepare<[], string>(`
    SELECT r.route || ' ' || coalesce(p.error_code, p.fingerprint) || ' ' || p.attempts
    FROM problems p JOIN routes r ON r.id = p.route_id ORDER BY p.id`);
  return { record, problems: () => problems.pluck().all() };
}

test("beyond the cap of its route a failure is counted with others of its outcome", () => {
  const { record, problems } = open({ problemsOfRoute: 2 });
  const codes = ["a", "b", "c", "d", "a", "c"];
  expect(
    record([codes.map((code) => failed("GET /x", code)), [failed("GET /x", "e", 500), failed("GET /y", "e")]]),
  ).toEqual([null, null]);
  expect(problems()).toEqual([
    "GET /x a 2",
    "GET /x b 1",
    "GET /x (other) client_error 3",
    "GET /x (other) server_error 1",
    "GET /y e 1",
  ]);
});

test("beyond the cap of all a failure is counted with those of its route, or of all", () => {
  const { record, problems } = open({ problems: 3, problemsOfRoute: 1 });
  const attempts = ["a", "b"].map((code) => failed("GET /x", code));
  const later = ["GET /y", "GET /z", "GET /z", "GET /x"].map((route) => failed(route, "c"));
  expect(record([attempts, later, [failed("GET /w", "c", 503)]])).toEqual([null, null, null]);
  expect(problems()).toEqual([
    "GET /x a 1",
    "GET /x (other) client_error 2",
    "GET /y c 1",
    "OTHER (other) (other) client_error 2",
    "OTHER (other) (other) server_error 1",
  ]);
});
