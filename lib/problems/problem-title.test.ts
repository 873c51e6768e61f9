import { expect, test } from "vitest";
import type { Problem } from "#lib/model/problem";
import { problemTitle } from "#lib/problems/problem-title";
import { sampleProblem } from "#lib/problems/sample-problem";

const plain = { fields: [], errorCode: null };

test.each<[Partial<Problem>, string]>([
  [{ fields: ["email", "name"] }, "422 email, name"],
  [{ ...plain, status: 403, errorCode: "afc516" }, "403 afc516"],
  [{ ...plain, status: 503, outcome: "server_error" }, "503"],
  [{ ...plain, status: null, outcome: "network_error", networkError: "reset" }, "connection lost"],
  [{ ...plain, status: null, other: true }, "other 4xx"],
])("%j is called %s", (changes, title) => {
  expect(problemTitle(sampleProblem(changes))).toBe(title);
});
