import { expect, test } from "vitest";
import type { Problem } from "#lib/model/problem";
import { adviceOf, type ProblemDetail } from "#lib/problems/read-problem";
import { sampleProblem } from "#lib/problems/sample-problem";
import { problemMarkdown } from "./problem-markdown";

const range = { fromMs: Date.UTC(2026, 0, 30), toMs: Date.UTC(2026, 0, 31) };
const url = "https://ajar.example/problems/a";

function detailOf(changes: Partial<Problem> = {}): ProblemDetail {
  const problem = sampleProblem(changes);
  return {
    problem,
    figures: { id: problem.id, attempts: 1_204, calls: 1_200, points: [], integrations: [], credentials: [] },
    bad: 1_204,
    routeAttempts: 2_408,
    advice: adviceOf(problem),
    fault: { verdict: "ours", evidence: [{ pointsTo: "ours", strength: 3, words: "It began after *v2*." }] },
    shapes: null,
    similar: [],
    examples: null,
    events: [],
    deploys: [],
    firstDeploy: { release: "v2", atMs: range.fromMs, integration: null, origin: "api" },
    regressedDeploy: null,
  };
}

test("title, counts, range in UTC, advice and request are told", () => {
  const copied = { command: "curl https://api.kisi.io/members", remarks: ["Its body was not kept."] };
  const text = problemMarkdown({ detail: detailOf(), range, copied, url });
  expect(text).toMatch(/^# 422 POST \/members email not accepted\n/);
  for (const part of [
    "- **Range:** 2026-01-30T00:00:00.000Z to 2026-01-31T00:00:00.000Z",
    "1,204 (50",
    "of its route's 2,408), 1,204 of them bad",
    "- **First seen:** 2026-01-30T00:00:00.000Z in release v2",
    "- **Whose fault:** likely ours",
    "1. ",
    "```\ncurl https://api.kisi.io/members\n```",
    "- Its body was not kept.",
    `<${url}>`,
  ]) {
    expect(text).toContain(part);
  }
});

test("what others have named is no markup, and no request ends its block", () => {
  const copied = { command: "curl --data-raw '```\n# not a title'", remarks: [] };
  const detail = detailOf({ fields: ["<img src=x>", "[a](b)"] });
  const text = problemMarkdown({ detail, range, copied, url });
  expect(text).toContain("\\<img src=x\\>, \\[a\\](b) not accepted");
  expect(text).toContain("It began after \\*v2\\*.");
  expect(text).toContain("````\ncurl --data-raw '```\n# not a title'\n````");
});

test("figures of some senders say so", () => {
  const detail = { ...detailOf(), routeAttempts: null };
  expect(problemMarkdown({ detail, range, copied: null, url })).toContain(
    "1,204 (of some integrations or keys alone), 1,204",
  );
});

test("without a kept request the rest is told", () => {
  const text = problemMarkdown({
    detail: detailOf({ status: null, outcome: "network_error" }),
    range,
    copied: null,
    url,
  });
  expect(text).toMatch(/^# no answer POST/);
  expect(text).not.toContain("## Request");
});
