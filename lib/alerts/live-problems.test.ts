import { expect, onTestFinished, test } from "vitest";
import { readLiveProblems } from "#lib/alerts/live-problems";
import { readRuleData } from "#lib/alerts/read-rule-data";
import { changedRule, draftRule } from "#lib/alerts/rules";
import { sampleFacts } from "#lib/alerts/sample-facts";
import type { RuleFilter, RuleKind } from "#lib/model/alert-rule";
import type { Suspension } from "#lib/model/suspension";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 0, 14, 12);
const lastHour = { fromMs: nowMs - hourMs, toMs: nowMs };

async function storeOfFailures() {
  const store = await openSqliteStore({ dir: temporaryDirectory(), clock: systemClock });
  onTestFinished(() => store.close());
  const failed = (method: string, path: string, integration: string, hoursAgo: number) =>
    sampleAttempt({
      ...{ method, integration, route: `${method} ${path}`, startedAtMs: nowMs - hoursAgo * hourMs },
      ...{ status: 404, outcome: "client_error" },
    });
  await store.record([
    ...[0.1, 0.2, 5].map((hoursAgo) => failed("GET", "/locks", "app", hoursAgo)),
    ...[0.3, 6, 7].map((hoursAgo) => failed("GET", "/locks", "sync", hoursAgo)),
    failed("POST", "/locks", "app", 0.5),
    failed("GET", "/users", "sync", 0.5),
  ]);
  return store;
}

test.each([
  ["no filter", {}, { "GET /locks": [6, 3], "POST /locks": [1, 1], "GET /users": [1, 1] }],
  ["a route", { route: ["GET /locks"] }, { "GET /locks": [6, 3] }],
  ["a path with any method", { route: ["/locks"] }, { "GET /locks": [6, 3], "POST /locks": [1, 1] }],
  ["a path and a method", { route: ["/locks"], method: ["POST"] }, { "POST /locks": [1, 1] }],
  ["an integration", { integration: ["app"] }, { "GET /locks": [3, 2], "POST /locks": [1, 1], "GET /users": [0, 0] }],
  ["an empty list, which is none", { integration: [], route: ["GET /users"] }, { "GET /users": [1, 1] }],
])("problems are those of %s, in all and in the window", async (_, filter, wanted) => {
  const store = await storeOfFailures();
  const problems = await readLiveProblems(store, lastHour, filter);
  const counts = problems.map(({ label, total, inWindow }) => [label.replace(" → 404", ""), [total, inWindow]]);
  expect(Object.fromEntries(counts)).toEqual(wanted);
});

test("a least number of failures is refused where nothing is counted beside the value", () => {
  expect(() => draftRule("problem_new", { minCount: 3 }, nowMs)).toThrow(
    expect.objectContaining({ errors: [expect.objectContaining({ path: "minCount" })] }),
  );
  expect(draftRule("spike", { minCount: 3 }, nowMs).minCount).toBe(3);
});

const suspicion = {
  sinceMs: nowMs,
  signs: ["several_keys"],
  keys: [{ credential: "a" }, { credential: "b" }],
  workingKeys: 0,
} as unknown as Suspension;

test.each([
  [undefined, 2],
  [["a"], 1],
  [["c"], 0],
])("of a suspected suspension the keys %j are %i", async (credential, count) => {
  const facts = sampleFacts(() => null, { suspension: () => suspicion });
  const rule = draftRule("suspected_suspension", { filter: credential ? { credential } : {} }, nowMs);
  const data = await readRuleData(rule, facts, nowMs);
  expect(data.kind === "suspected_suspension" && (data.suspension?.keys.length ?? 0)).toBe(count);
});

test.each<[RuleKind, RuleFilter, string]>([
  ["problem_new", { source: ["otlp"] }, "filter.source"],
  ["suspected_suspension", { route: ["GET /locks"] }, "filter.route"],
  ["self", { integration: ["app"] }, "filter.integration"],
])("%s refuses the filter %j, which it could not keep", (kind, filter, path) => {
  expect(() => draftRule(kind, { filter }, nowMs)).toThrow(
    expect.objectContaining({ code: "bad_input", errors: [expect.objectContaining({ path })] }),
  );
  const rule = draftRule(kind, {}, nowMs);
  expect(changedRule(rule, { filter: {} }).filter).toEqual({});
});
