import { expect, test } from "vitest";
import { drawRecoveryCodes, hashOfRecoveryCode } from "#lib/auth/recovery-code";

test("ten codes are drawn, each another one, in fours", () => {
  const codes = drawRecoveryCodes();
  expect(new Set([...codes, ...drawRecoveryCodes()]).size).toBe(20);
  for (const code of codes) expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
});

test.each([
  "abcd-efgh-ijkl-mn23",
  "ABCDEFGHIJKLMN23",
  " abcd efgh  ijkl mn23 ",
  "Abcd-EFGH ijkl-mn23",
  "a8cd-efgh-ijk1-mn23",
])("%j is the same code", (text) => {
  expect(hashOfRecoveryCode(text)).toBe(hashOfRecoveryCode("abcdefghijklmn23"));
  expect(hashOfRecoveryCode(text)).toMatch(/^[0-9a-f]{64}$/);
});

test.each(["", "abcd-efgh-ijkl-mn2", "abcd-efgh-ijkl-mn234", "abcd-efgh-ijkl-mn09", "123456"])("%j is none", (text) => {
  expect(hashOfRecoveryCode(text)).toBeNull();
});
