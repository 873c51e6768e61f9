import { expect, test } from "vitest";
import { sampleProblem } from "#lib/problems/sample-problem";
import { similarProblems } from "#lib/problems/similar-problems";

const elsewhere = { route: "GET /locks/{id}", method: "GET", fields: [] };

test("a code in common comes before a route, and a status alone is not enough", () => {
  const problem = sampleProblem({ errorCode: "afc516" });
  const sameStatus = sampleProblem({ ...elsewhere, id: "1" });
  const sameRoute = sampleProblem({ id: "2", status: 404, fields: [] });
  const sameCode = sampleProblem({ ...elsewhere, id: "3", errorCode: "afc516", status: 403 });
  const sameFields = sampleProblem({ ...elsewhere, id: "4", fields: ["name", "email"] });
  const rest = sampleProblem({ id: "5", other: true, errorCode: "afc516" });
  const all = [problem, sameStatus, sameRoute, sameCode, sameFields, rest];
  expect(similarProblems(problem, all).map(({ id }) => id)).toEqual(["3", "4", "2"]);
});

test("the same way to break off is alike on any route", () => {
  const broken = { status: null, networkError: "dns", outcome: "network_error", fields: [] } as const;
  const problem = sampleProblem(broken);
  const other = sampleProblem({ ...elsewhere, ...broken, id: "1" });
  expect(similarProblems(problem, [problem, other])).toEqual([other]);
});

test("five at most, those seen last first", () => {
  const many = Array.from({ length: 9 }, (_, n) => sampleProblem({ id: `${n}`, lastSeenAtMs: n }));
  expect(similarProblems(sampleProblem(), many).map(({ id }) => id)).toEqual(["8", "7", "6", "5", "4"]);
});
