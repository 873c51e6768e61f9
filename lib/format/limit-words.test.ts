import { expect, test } from "vitest";
import { limitWords } from "#lib/format/limit-words";

test.each([
  [{ seconds: 86_400, rate: 0.05, count: null }, "5 % of attempts in 24 h"],
  [{ seconds: 3_600, rate: null, count: 1 }, "1 bad attempt in 1 h"],
  [{ seconds: 600, rate: null, count: 10_000 }, "10,000 bad attempts in 10 min"],
  [{ seconds: 604_800, rate: 0.005, count: 100 }, "0.5 % of attempts or 100 bad attempts in 7 d"],
])("%o is told as %s", (limit, words) => {
  expect(limitWords(limit).replaceAll("\u00a0", " ")).toBe(words);
});
