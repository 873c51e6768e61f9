import { join } from "node:path";
import type { Database } from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openWriter } from "#lib/store/sqlite/connection";
import { migrateDatabase, migrationsFolder } from "#lib/store/sqlite/migrate";
import { defaultNameCaps } from "#lib/store/sqlite/names";
import { rollups } from "#lib/store/sqlite/rollups";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { createWriterVerbs } from "#lib/store/sqlite/writer-verbs";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

function openVerbs() {
  const db = openWriter(join(temporaryDirectory(), "ajar.db"), 100);
  onTestFinished(() => void db.close());
  migrateDatabase(db, migrationsFolder);
  return { db, verbs: createWriterVerbs(db, { nameCaps: defaultNameCaps }) };
}

const countsOf = (db: Database) =>
  db.prepare<[], number>("SELECT sum(attempts) FROM figures GROUP BY rollup ORDER BY rollup").pluck().all();
const everywhere = (count: number) => rollups.map(() => count);

test("what a transaction counted before it was rolled back is not counted by the next one", () => {
  const { db, verbs } = openVerbs();
  const known = sampleAttempt();
  verbs.record([[known]]);
  expect(verbs.record([[sampleAttempt(), known]])).toMatchObject([{ code: "conflict" }]);
  verbs.record([[sampleAttempt()]]);
  expect(countsOf(db)).toEqual(everywhere(2));
});

test("attempts that are told and attempts that were seen count in the same rows", () => {
  const { db, verbs } = openVerbs();
  for (const n of [1, 2]) {
    verbs.record([[sampleAttempt()]]);
    verbs.recordIngested({ rows: [{ attempt: sampleAttempt(), externalKey: `key ${n}` }], moves: [] });
  }
  expect(countsOf(db)).toEqual(everywhere(4));
});

test("figures that retention has deleted begin at zero when an attempt comes late", () => {
  const { db, verbs } = openVerbs();
  verbs.record([[sampleAttempt({ startedAtMs: dayMs })]]);
  expect(verbs.deleteFigures(2 * dayMs)).toBeGreaterThan(0);
  while (verbs.deleteFigures(2 * dayMs) > 0);
  verbs.record([[sampleAttempt({ startedAtMs: dayMs })]]);
  expect(countsOf(db)).toEqual(everywhere(1));
});

test("a batch over more rows than are remembered is counted whole", () => {
  const { db, verbs } = openVerbs();
  const hours = Array.from({ length: 700 }, (_, hour) => sampleAttempt({ startedAtMs: dayMs + hour * hourMs }));
  verbs.record([hours, hours.map(({ startedAtMs }) => sampleAttempt({ startedAtMs }))]);
  verbs.record([[sampleAttempt({ startedAtMs: dayMs })]]);
  expect(countsOf(db)).toEqual(everywhere(1_401));
  const first = db.prepare<[], number>("SELECT attempts FROM figures ORDER BY rollup, starts_at_s LIMIT 1").pluck();
  expect(first.get()).toBe(3);
});
