import { expect, test } from "vitest";
import { findHeader } from "#lib/outbound/raw-headers";

test.each([
  ["retry-after", "1"],
  ["Retry-After", "1"],
  ["X-EMPTY", ""],
  ["1", null],
  ["absent", null],
  ["cut", null],
])("finds %s", (name, value) => {
  expect(findHeader(["Retry-After", "1", "x-empty", "", "retry-after", "2", "cut"], name)).toBe(value);
});
