import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { CallMatch } from "#lib/model/call";
import type { AttemptFilter } from "#lib/model/filter";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { chooseAttemptIndex, chooseCallIndex } from "#lib/store/sqlite/call-index";
import { openWriter } from "#lib/store/sqlite/connection";
import { prepareListCalls } from "#lib/store/sqlite/list-calls";
import { migrateDatabase, migrationsFolder } from "#lib/store/sqlite/migrate";
import { defaultNameCaps } from "#lib/store/sqlite/names";
import { prepareResolveFilter } from "#lib/store/sqlite/resolve-filter";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { prepareRecording } from "#lib/store/sqlite/write-attempts";
import { createWritingDatabase } from "#lib/store/sqlite/writing-database";

function openWithOneCall() {
  const db = openWriter(join(temporaryDirectory(), "ajar.db"), 100);
  onTestFinished(() => void db.close());
  migrateDatabase(db, migrationsFolder);
  const names = { route: "GET /locks", integration: "sync", credential: "fp" };
  const record = prepareRecording(createWritingDatabase(db, defaultNameCaps));
  record([[sampleAttempt({ ...names, callId: "the-call" })]]);
  record([[sampleAttempt({ ...names, route: "POST /locks", method: "POST" })]]);
  // The id of its problem is that of its route and its ending.
  record([[sampleAttempt({ ...names, status: 404, outcome: "client_error" })]]);
  return db;
}

const cases: [AttemptFilter, string][] = [
  [{}, "calls_by_time"],
  [{ outcome: ["success"] }, "calls_by_time"],
  [{ outcome: ["server_error", "network_error"] }, "calls_not_successful"],
  [{ outcome: ["success", "server_error"] }, "calls_by_time"],
  [{ statusClass: ["4xx", "5xx"] }, "calls_not_successful"],
  [{ statusClass: ["none"] }, "calls_not_successful"],
  [{ problem: ["6b8e7ecc22dde96c"] }, "calls_by_problem"],
  [{ statusClass: ["2xx", "5xx"] }, "calls_by_time"],
  [{ status: [418] }, "calls_by_status"],
  [{ status: [204] }, "calls_by_status"],
  [{ status: [200] }, "calls_by_time"],
  [{ status: [404, 422] }, "calls_not_successful"],
  [{ route: ["GET /locks"] }, "calls_by_route"],
  [{ route: ["/locks"] }, "calls_by_time"],
  [{ route: ["/locks"], method: ["POST"] }, "calls_by_route"],
  [{ route: ["GET /locks"], statusClass: ["5xx"] }, "calls_not_successful"],
  [{ credential: ["fp"], route: ["GET /locks"] }, "calls_by_credential"],
  [{ integration: ["sync"] }, "calls_by_integration"],
  [{ source: ["console"] }, "calls_not_gateway"],
  [{ source: ["console", "gateway"] }, "calls_by_time"],
  [{ minRetries: 1 }, "calls_retried"],
  [{ minRetries: 0 }, "calls_by_time"],
  [{ minLatencyMs: 1_000 }, "calls_slow"],
  [{ minLatencyMs: 999 }, "calls_by_time"],
  [{ q: "the-call" }, "attempts_by_call"],
  [{ q: "the-cal" }, "calls_by_time"],
];

/** What SQLite means to do for each statement of a list, to its second page. */
function plansOf(db: ReturnType<typeof openWithOneCall>, filter: AttemptFilter, match: CallMatch): string[] {
  const plans: string[] = [];
  const explaining = {
    get<Row>(sql: string) {
      const plan = db.prepare<(string | number)[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      plans.push(
        plan
          .all(...sql.split("").filter((letter) => letter === "?"))
          .map(({ detail }) => detail)
          .join("; "),
      );
      return db.prepare<(string | number)[], Row>(sql);
    },
  };
  const range = { fromMs: 0, toMs: 1e14 };
  const listCalls = prepareListCalls(db, explaining, { rowsAtOnce: 1, rowsMax: 1, withinMs: 0 });
  const { nextCursor } = listCalls({ range, filter, match, limit: 1, cursor: null });
  listCalls({ range, filter, match, limit: 1, cursor: nextCursor });
  return plans;
}

test.each(cases)("calls with %j are listed along %s, in its order, without sorting", (filter, index) => {
  const db = openWithOneCall();
  expect(chooseCallIndex(prepareResolveFilter(db)(filter)).name).toBe(index);
  const plans = plansOf(db, filter, "last");
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) {
    expect(plan).toContain(`USING ${plan.includes("USING COVERING") ? "COVERING " : ""}INDEX ${index} (`);
    if (index !== "attempts_by_call") expect(plan).not.toContain("TEMP B-TREE");
  }
});

const casesOfAny: [AttemptFilter, string][] = [
  [{}, "attempts_by_time"],
  [{ outcome: ["server_error"] }, "attempts_failed"],
  [{ statusClass: ["4xx", "none"] }, "attempts_failed"],
  [{ status: [503] }, "attempts_failed"],
  [{ status: [503], route: ["GET /locks"] }, "attempts_failed"],
  [{ status: [204] }, "attempts_by_time"],
  [{ outcome: ["success", "server_error"] }, "attempts_by_time"],
  [{ problem: ["6b8e7ecc22dde96c"] }, "attempts_by_problem"],
  [{ route: ["GET /locks"] }, "attempts_by_time"],
  [{ minRetries: 1 }, "attempts_by_time"],
  [{ q: "the-call" }, "attempts_by_call"],
];

test.each(casesOfAny)("calls with an attempt with %j are listed along %s, in its order", (filter, index) => {
  const db = openWithOneCall();
  expect(chooseAttemptIndex(prepareResolveFilter(db)(filter)).name).toBe(index);
  const plans = plansOf(db, filter, "any");
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) {
    expect(plan).toMatch(new RegExp(`SEARCH a USING (COVERING )?INDEX ${index} \\(`));
    // Attempts of one millisecond may have to be put in order; the whole list may not.
    if (index !== "attempts_by_call") expect(plan).not.toContain("TEMP B-TREE FOR ORDER BY");
  }
});
