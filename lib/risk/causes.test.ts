import { expect, test } from "vitest";
import type { ProblemInRange } from "#lib/model/problem";
import { causesOf } from "#lib/risk/causes";

const problem = (status: number, errorCode: string | null, attempts: number): ProblemInRange => ({
  attempts,
  calls: attempts,
  problem: {
    ...{ id: `${status}-${errorCode}-${attempts}`, route: "GET /a", method: "GET", fingerprint: "f", fields: [] },
    ...{ status, errorCode, networkError: null, other: false, attempts, calls: attempts, revision: 0 },
    outcome: status === 429 ? "rate_limited" : "client_error",
    ...{ firstSeenAtMs: 0, lastSeenAtMs: 0, state: "new", mute: null, resolvedAtMs: null },
    ...{ regressAfterMs: null, regressedAtMs: null, escalatingSinceMs: null },
  },
});

test("a status is parted by Kisi's codes over all routes, and the rest stays with the status", () => {
  const statuses = [
    { key: "422", bad: 10 },
    { key: "401", bad: 7 },
    { key: "429", bad: 2 },
  ];
  const problems = [
    problem(401, "afc507", 3),
    problem(401, "afc507", 2),
    problem(401, "afc516", 1),
    problem(422, null, 10),
    problem(404, "000404", 0),
  ];
  expect(causesOf(statuses, problems, "bad")).toEqual([
    { status: "422", errorCode: null, bad: 10 },
    { status: "401", errorCode: "afc507", bad: 5 },
    { status: "429", errorCode: null, bad: 2 },
    { status: "401", errorCode: "afc516", bad: 1 },
    { status: "401", errorCode: null, bad: 1 },
  ]);
});

test("what does not weigh is no cause", () => {
  expect(causesOf([{ key: "401", bad: 4 }], [problem(401, "afc507", 4)], [429])).toEqual([
    { status: "401", errorCode: null, bad: 4 },
  ]);
});
