import { expect, test } from "vitest";
import { sampleProblem } from "#lib/problems/sample-problem";
import { nameProblems } from "./name-problems";

const known = [
  sampleProblem({ id: "a" }),
  sampleProblem({ id: "b", status: null, outcome: "network_error", route: "GET /locks", fields: [] }),
];
const store = { findProblem: async (id: string) => known.find((problem) => problem.id === id) };

test.each([
  [["a"], "422 POST /members: email not accepted"],
  [["b", "gone", "a"], "no answer GET /locks, 422 POST /members: email not accepted"],
  [["gone"], null],
  [undefined, null],
])("the filter %j reads %s", async (ids, words) => {
  expect(await nameProblems(store, ids)).toBe(words);
});
