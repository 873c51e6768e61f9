import { expect, test } from "vitest";
import { findErrorCode, publishedErrorCodes } from "#lib/kisi/error-codes";

test("holds the 69 codes of Kisi's reference, each once", () => {
  expect(publishedErrorCodes).toHaveLength(69);
  expect(new Set(publishedErrorCodes.map(({ code }) => code)).size).toBe(69);
});

test.each(publishedErrorCodes)("$code is explained in words of our own", (entry) => {
  expect(entry.code).toMatch(/^[0-9a-f]{6}$/);
  expect(entry.meaning.length).toBeGreaterThan(30);
  expect(entry.meaning).toMatch(/\.$/);
  expect(entry.meaning.toLowerCase()).not.toContain(entry.message.toLowerCase());
  expect(entry.checks.length).toBeGreaterThanOrEqual(1);
  for (const check of entry.checks) expect(check).toMatch(/^[A-Z].{10,140}[.?]$/);
  expect(findErrorCode(entry.code)).toBe(entry);
});

test("knows codes that the reference lacks or wrote in another way, and admits the rest", () => {
  expect(findErrorCode("000404")?.area).toBe("request");
  expect(findErrorCode("faa9gg")?.code).toBe("faa9ff");
  expect(findErrorCode("123456")).toBeUndefined();
  expect(findErrorCode("constructor")).toBeUndefined();
});
