import { expect, test } from "vitest";
import type { ProblemFilter } from "#lib/model/problem-filter";
import { matchesFilter } from "#lib/problems/matches-filter";
import { sampleProblem } from "#lib/problems/sample-problem";

const refused = sampleProblem({ errorCode: "afc516" });
const broken = sampleProblem({ status: null, networkError: "reset", outcome: "network_error", fields: [] });

test.each<[ProblemFilter, boolean, boolean]>([
  [{}, true, true],
  [{ state: [] }, true, true],
  [{ state: ["ongoing", "new"] }, true, true],
  [{ state: ["resolved"] }, false, false],
  [{ outcome: ["client_error"] }, true, false],
  [{ statusClass: ["4xx"] }, true, false],
  [{ statusClass: ["none"] }, false, true],
  [{ status: [422, 404] }, true, false],
  [{ method: ["POST"] }, true, true],
  [{ method: ["GET"] }, false, false],
  [{ route: ["POST /members"] }, true, true],
  [{ route: ["/members"] }, true, true],
  [{ route: ["/member"] }, false, false],
  [{ q: "AFC" }, true, false],
  [{ q: "email" }, true, false],
  [{ q: "reset" }, false, true],
  [{ q: "6b8e7ecc22dde96c" }, true, true],
  [{ integration: ["sync"] }, true, true],
  [{ state: ["ongoing"], status: [422], q: "members" }, true, false],
])("%j", (filter, meansRefused, meansBroken) => {
  expect(matchesFilter({ problem: refused, attempts: 1, calls: 1 }, filter)).toBe(meansRefused);
  expect(matchesFilter({ problem: broken, attempts: 1, calls: 1 }, filter)).toBe(meansBroken);
});

test("a problem that the asked senders have not had is left out, and otherwise a quiet one is not", () => {
  const quiet = { problem: refused, attempts: 0, calls: 0 };
  expect(matchesFilter(quiet, {})).toBe(true);
  expect(matchesFilter(quiet, { credential: ["fp"] })).toBe(false);
});
