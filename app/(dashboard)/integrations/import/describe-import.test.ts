import { expect, test } from "vitest";
import type { Taken } from "#lib/model/taken";
import { describeImport, importedCallsHref } from "./describe-import";

const nothing: Taken = { accepted: 0, duplicates: 0, rejected: [], ignored: 0, span: null };
const rejected = [{ line: 1, message: "is none" }];

test.each<[Partial<Taken>, RegExp]>([
  [{ accepted: 1 }, /^1.call is stored now/],
  [{ accepted: 1_204, duplicates: 3, rejected, ignored: 9 }, /^1,204.calls are stored now/],
  [{ duplicates: 3, ignored: 9 }, /stored before/],
  [{ rejected, ignored: 9 }, /no entry could be read/],
  [{ ignored: 9 }, /is a call to api\.kisi\.io/],
  [{}, /has no entries/],
])("%j is told in a sentence", (part, words) => {
  expect(describeImport({ ...nothing, ...part }, "api.kisi.io")).toMatch(words);
});

test("the link leads to the imported calls, whenever they were made", () => {
  const span = { from: "2026-01-31T11:00:00.000Z", to: "2026-01-31T11:05:00.001Z" };
  const range = "from=2026-01-31T11%3A00%3A00.000Z&to=2026-01-31T11%3A05%3A00.001Z&source=har";
  expect(importedCallsHref({ ...nothing, span }, "")).toBe(`/calls?${range}`);
  expect(importedCallsHref({ ...nothing, span }, "member-sync")).toBe(`/calls?${range}&integration=member-sync`);
  expect(importedCallsHref(nothing, "")).toBeNull();
});
