import { expect, test } from "vitest";
import { problemMarkdown } from "#lib/problems/problem-markdown";
import { adviceOf } from "#lib/problems/read-problem";
import { sampleProblem } from "#lib/problems/sample-problem";

const problem = sampleProblem({ attempts: 12 });
const detail = {
  problem,
  figures: { id: problem.id, attempts: 5, calls: 5, points: [], integrations: [], credentials: [] },
  bad: 5,
  routeAttempts: 40,
  advice: adviceOf(problem),
  fault: {
    verdict: "ours",
    evidence: [{ pointsTo: "ours", strength: 3, words: "It began 3 min after the deploy of v_1_*2*." }],
  },
  shapes: null,
  similar: [],
  examples: null,
  events: [],
  deploys: [],
  firstDeploy: { release: "v`1", atMs: 5, integration: null, origin: "api" },
  regressedDeploy: null,
} as const;
const url = "http://localhost:3000/problems/6b8e7ecc22dde96c";

test("says what it is, how much of it, what to do and where to look", () => {
  const request = { command: "curl --request POST", remarks: ["Its body of 9 bytes was not kept."] };
  const text = problemMarkdown({ detail, request, responseBody: '{"errors":{}}', url });
  expect(text).toMatch(/^## `POST \/members`: 422 email\n/);
  expect(text).toContain("12 attempts in all, 5 in the range shown; state: ongoing");
  expect(text).toContain("with release `` v`1 ``");
  expect(text).toContain("v\\_1\\_\\*2\\*");
  expect(text).toContain("1. ");
  expect(text).toContain("```sh\ncurl --request POST\n```\n\nIts body of 9 bytes was not kept.");
  expect(text).toContain('```\n{"errors":{}}\n```');
  expect(text.endsWith(`(${url})`)).toBe(true);
});

test("an answer with fences of its own cannot end the fence", () => {
  const text = problemMarkdown({ detail, request: null, responseBody: "```\n# hi\n````", url });
  expect(text).toContain("`````\n```\n# hi\n````\n`````");
  expect(text).not.toContain("**The request**");
});
