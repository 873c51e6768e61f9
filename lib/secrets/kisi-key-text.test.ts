import { expect, test } from "vitest";
import { last4Of, parseKisiKey } from "#lib/secrets/kisi-key-text";

const canary = "canary0123456789abcdef0123456789";

test.each([
  [` ${canary}\n`, canary],
  [`KISI-LOGIN ${canary}`, canary],
  [`Authorization: KISI-LOGIN ${canary}`, canary],
])("takes the key out of %j", (text, key) => {
  expect(parseKisiKey(text)).toBe(key);
});

test.each(["", "   ", "short", `${canary} ${canary}`, `${canary}\u0000`, "ключключключ", "x".repeat(513)])(
  "refuses %j without repeating it",
  (text) => {
    expect(() => parseKisiKey(text)).toThrow(/The Kisi API key (is missing|must be)/);
    try {
      parseKisiKey(text);
    } catch (error) {
      if (text.trim()) expect(String(error)).not.toContain(text.trim());
    }
  },
);

test.each([
  ["123456789012345", null],
  ["1234567890123456", "3456"],
])("of %s the page shows %s", (key, last4) => {
  expect(last4Of(key)).toBe(last4);
});
