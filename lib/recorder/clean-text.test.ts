import fc from "fast-check";
import { expect, test } from "vitest";
import { capBytes, capText, escapeInvisible, quoteJson } from "#lib/recorder/clean-text";

test.each([
  ["plain", "plain"],
  ["Zürich 🚪", "Zürich 🚪"],
  ["two\r\nlines\tand tab", "two lines and tab"],
  ["\u001b[31mred", "\\u001b[31mred"],
  ["a\u0000b\u007fc\u009fd", "a\\u0000b\\u007fc\\u009fd"],
  ["a\u2028b\u2029c", "a\\u2028b\\u2029c"],
  ["\u202egnp.exe", "\\u202egnp.exe"],
  ["zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"],
  ["tag \u{e0041}", "tag \\udb40\\udc41"],
  ["half \ud83d", "half \ufffd"],
])("%j is shown as %j", (text, shown) => {
  expect(escapeInvisible(text)).toBe(shown);
});

const anything = fc.string({
  unit: fc.constantFrom(...'aé🚪"\\/\n\t\u0000\u001b\u007f\u2028\u202e\u200b\u{e0041}', "\ud800"),
});

test("quotes as JSON that shows no invisible character and means the same", () => {
  fc.assert(
    fc.property(anything, (text) => {
      const quoted = quoteJson(text);
      expect(quoted).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(quoted)).toBe(text);
    }),
  );
});

test.each([
  ["abc", 3, "abc"],
  ["abcd", 3, "ab…"],
  ["ab🚪d", 4, "ab…"],
])("%j within %i characters is %j", (text, charsMax, shown) => {
  expect(capText(text, charsMax)).toBe(shown);
});

test("cuts at any byte without breaking a character", () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 3, max: 60 }), (text, bytesMax) => {
      const capped = capBytes(text.replaceAll("\ud800", "?"), bytesMax);
      expect(Buffer.byteLength(capped)).toBeLessThanOrEqual(bytesMax);
      expect(capped).not.toContain("\ufffd");
    }),
  );
});
