import { expect, test } from "vitest";
import { readDeprecation } from "#lib/kisi/deprecation";

test.each([
  ["@1767225600", "2026-01-01T00:00:00.000Z"],
  ["Thu, 01 Jan 2026 00:00:00 GMT", "2026-01-01T00:00:00.000Z"],
  ["2026-01-01", "2026-01-01T00:00:00.000Z"],
  ["2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00.000Z"],
  ["true", "true"],
  [" true ", "true"],
  ["@999999999999", "@999999999999"],
  ["2026-99-99", "2026-99-99"],
  ["1", "1"],
  ["", null],
  ["x".repeat(5_000), "x".repeat(100)],
])("reads %j", (value, read) => {
  expect(readDeprecation(["Deprecation", value]).deprecation).toBe(read);
  expect(readDeprecation(["sunset", value]).sunset).toBe(read);
});

test("says nothing where there is nothing", () => {
  expect(readDeprecation(["content-type", "application/json"])).toEqual({ deprecation: null, sunset: null });
});
