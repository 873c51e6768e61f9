import { expect, test } from "vitest";
import { base32, drawTotpSecret, findTotpStep, stepMs, totpCode, totpUri } from "#lib/auth/totp";

const rfcSecret = Buffer.from("12345678901234567890");

// RFC 6238, appendix B, the rows of SHA1.
test.each([
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
])("at %i s the code is %s", (seconds, code) => {
  expect(totpCode(rfcSecret, Math.floor((seconds * 1_000) / stepMs), 8)).toBe(code);
});

// RFC 4226, appendix D.
test("the first ten codes by counter", () => {
  const codes = Array.from({ length: 10 }, (_, step) => totpCode(rfcSecret, step));
  expect(codes).toEqual([
    ...["755224", "287082", "359152", "969429", "338314"],
    ...["254676", "287922", "162583", "399871", "520489"],
  ]);
});

// RFC 4648, section 10.
test.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("base32 of %j is %j", (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test.each([
  [-2, false],
  [-1, true],
  [0, true],
  [1, true],
  [2, false],
])("a code of %i steps from now is good: %s", (aside, isGood) => {
  const nowMs = 1_700_000_000_000;
  const step = Math.floor(nowMs / stepMs) + aside;
  expect(findTotpStep(rfcSecret, totpCode(rfcSecret, step), nowMs, 0)).toBe(isGood ? step : null);
});

test("a code that was used opens nothing again, nor does an earlier one; the next one does", () => {
  const step = 1_000_000;
  const at = (offset: number, lastStep: number) =>
    findTotpStep(rfcSecret, totpCode(rfcSecret, step + offset), step * stepMs, lastStep);
  expect(at(0, step)).toBeNull();
  expect(at(-1, step)).toBeNull();
  expect(at(1, step)).toBe(step + 1);
});

test.each(["", "12345", "1234567", "abcdef", "１２３４５６", "é".repeat(6)])("%j is no code", (code) => {
  expect(findTotpStep(rfcSecret, code, stepMs, -9)).toBeNull();
});

test("spaces in a code are ignored, as apps show some", () => {
  expect(findTotpStep(rfcSecret, " 755 224 ", stepMs, -9)).toBe(0);
});

test("an app reads secret, account and which Ajar", () => {
  const uri = new URL(totpUri(rfcSecret, "ann+x@example.com", "ajar.example.com:3000"));
  expect(`${uri.protocol}//${uri.host}`).toBe("otpauth://totp");
  expect(decodeURIComponent(uri.pathname)).toBe("/Ajar (ajar.example.com:3000):ann+x@example.com");
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    secret: base32(rfcSecret),
    issuer: "Ajar (ajar.example.com:3000)",
  });
  expect(uri.href).not.toContain("+");
});

test("each secret is another one, of 160 bits", () => {
  expect(drawTotpSecret()).toHaveLength(20);
  expect(drawTotpSecret().equals(drawTotpSecret())).toBe(false);
});
