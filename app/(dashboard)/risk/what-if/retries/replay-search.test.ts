import { expect, test } from "vitest";
import { loadReplaySearch, readOwnPolicy, rulesOfOwn, wordsOfOwn } from "./replay-search.ts";

const read = (query: string) => readOwnPolicy(loadReplaySearch(new URLSearchParams(query)));
const byDefault = read("").own;

test("an address without a policy of one's own has the default one", () => {
  expect(read("").complaint).toBeNull();
  expect(rulesOfOwn(byDefault)).toEqual({
    ...{ retried: ["429", "5xx", "network"], methods: "repeatable", retriesMax: 3 },
    ...{ baseMs: 1_000, factor: 2, capMs: 30_000, jitter: "full", retryAfter: "honoured" },
  });
});

test("every field is taken from the address", () => {
  const { own, complaint } = read(
    "codes=404,%205xx%20reset&methods=all&retries=0&base=0.25&cap=60&jitter=none&after=capped",
  );
  expect(complaint).toBeNull();
  expect(rulesOfOwn(own)).toEqual({
    ...{ retried: ["404", "5xx", "reset"], methods: "all", retriesMax: 0 },
    ...{ baseMs: 250, factor: 2, capMs: 60_000, jitter: "none", retryAfter: "capped" },
  });
  expect(wordsOfOwn(own)).toBe("404, 5xx, reset, 0 times, 0.25 s doubling to 60 s; Retry-After capped; every method.");
});

test.each([
  ["codes=200", "codes must be"],
  ["codes=everything", "codes must be"],
  ["retries=21", "retries must be 0 to 20"],
  ["retries=1.5", "retries must be 0 to 20"],
  ["retries=x", "retries must be 0 to 20"],
  ["base=-1", "the first wait must be seconds from 0 to 600"],
  ["cap=9999", "the longest wait must be seconds from 0 to 3600"],
  ["jitter=some", "jitter must be"],
  ["methods=GET", "methods must be"],
  ["after=never", "Retry-After must be"],
])("with %s the default policy stands in, and the page says why", (query, complaint) => {
  const fallback = read(query);
  expect(fallback.own).toEqual(byDefault);
  expect(fallback.complaint).toContain(complaint);
});
