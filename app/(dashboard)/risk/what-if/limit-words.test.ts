import { expect, test } from "vitest";
import { judgeLimit } from "./judge-limit.ts";
import { loadLimitSearch, madeUpLimitOf } from "./limit-search.ts";
import { neverPassedFrom, verdictWords } from "./limit-words.ts";
import type { WindowUse } from "./window-uses.ts";

const nowMs = Date.UTC(2026, 10, 23, 12);
const minute = 60_000;
const use = (minutesAgo: number, bad: number, attempts: number, value: number | null): WindowUse => ({
  atMs: nowMs - minutesAgo * minute,
  stepMs: 5 * minute,
  ...{ bad, attempts, value },
});
const wordsFor = (query: string, uses: readonly WindowUse[]) => {
  const limit = madeUpLimitOf(loadLimitSearch(new URLSearchParams(query)));
  return verdictWords(judgeLimit(uses, limit.value), limit, { timeZone: "UTC", nowMs }).replaceAll("\u00a0", " ");
};

test.each<[string, string, WindowUse[]]>([
  ["Too little to tell: no window of 24 hours had more than 100 attempts.", "", [use(5, 1, 2, null)]],
  ["Too little to tell: nothing is recorded finely enough for windows of 10 minutes.", "kind=count&per=10m", []],
  ["You would never have been suspended: no attempt counted against you.", "", [use(5, 0, 200, 0)]],
  [
    "You would never have been suspended: the most was 4 % in the 24 hours before 23 Nov, 11:55.",
    "",
    [use(10, 2, 200, 0.01), use(5, 8, 200, 0.04)],
  ],
  [
    "You would have been suspended on 23 Nov, 11:50. The limit was passed once, for 5 min in all.",
    "kind=count&limit=7&per=1h",
    [use(15, 7, 200, 7), use(10, 8, 200, 8), use(5, 2, 200, 2)],
  ],
  [
    "You would have been suspended on 23 Nov, 11:45. The limit was passed 2 times, for 10 min in all, and you would be above it now.",
    "kind=count&limit=0",
    [use(15, 1, 9, 1), use(10, 0, 9, 0), use(5, 2, 9, 2), use(0, 2, 9, 2)],
  ],
])("%s", (words, query, uses) => {
  expect(wordsFor(query, uses)).toBe(words);
});

test.each([
  [null, "rate", null],
  [use(0, 1, 3, 1 / 3), "rate", 33.4],
  [use(0, 5, 100, 0.05), "rate", 5],
  [use(0, 7, 9, 7), "count", 7],
] as const)("the smallest limit that is never passed is rounded up", (highest, kind, limit) => {
  expect(neverPassedFrom(kind, highest)).toBe(limit);
});

test.each([
  ["limit=-3", 5],
  ["limit=abc", 5],
  ["limit=101", 5],
  ["limit=0", 0],
  ["limit=7.25", 7.25],
  ["kind=count", 100],
  ["kind=count&limit=5000000", 100],
  ["kind=wrong&limit=20", 20],
])("an address with %s is a limit of %d", (query, shown) => {
  expect(madeUpLimitOf(loadLimitSearch(new URLSearchParams(query))).shown).toBe(shown);
});
