import { expect, test } from "vitest";
import type { LintFinding } from "#lib/hygiene/hygiene-lint";
import { dueWords, hygieneSentence } from "./hygiene-sentence";

const finding = (rule: LintFinding["rule"], integration: string | null): LintFinding => {
  return { rule, integration, calls: 1, attempts: 1, users: 1, rows: [] };
};

test.each([
  [[], "None of 14 rules is broken in 1,204\u00a0calls."],
  [[finding("waves", "a")], "1 of 14 rules is broken in 1,204\u00a0calls."],
  [
    [finding("waves", "a"), finding("waves", "b"), finding("too_fast", null)],
    "2 of 14 rules are broken in 1,204\u00a0calls.",
  ],
])("%j", (findings, sentence) => {
  expect(hygieneSentence({ findings, calls: 1_204 })).toBe(sentence);
});

const day = 86_400_000;

test.each([
  [34 * day + 5, "in 34\u00a0days"],
  [day, "in 1\u00a0day"],
  [day - 1, "within a day"],
  [-1, "within the last day"],
  [-2 * day, "1\u00a0day ago"],
  [-12 * day - 1, "12\u00a0days ago"],
])("a date %i ms away is %s", (aheadMs, words) => {
  expect(dueWords(100 * day + aheadMs, 100 * day)).toBe(words);
});
