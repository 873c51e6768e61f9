import { expect, test } from "vitest";
import { isPlainValue, isProse, isSurelyToken, looksLikeToken } from "#lib/recorder/value-shape";

const hex = "0123456789abcdef0123456789abcdef";
const uuid = "9b2f0c6e-31c4-4d0a-8f57-0f6f2f0a1b2c";

test.each([hex, "dGhpcyBpcyBhIHRva2VuMQ==", "AbCdEfGhIjKlMnOpQrStUv", "sk-live-0a1b2c3d4e5f", "a.b.c.d.e.f.g.h1"])(
  "%s looks like a token",
  (text) => {
    expect(looksLikeToken(text)).toBe(true);
  },
);

test.each([
  "",
  "short1",
  "12345678901234567890",
  uuid,
  "2026-01-31",
  "2026-01-31T12:00:00.000Z",
  "2026-01-31T12:00:00+05:45",
  "internationalisation",
  "UNAUTHENTICATED_USER",
  "Front door 12, second floor",
])("%j does not", (text) => {
  expect(looksLikeToken(text)).toBe(false);
});

test.each([
  [hex, true],
  [hex.toUpperCase(), true],
  ["eyJhbGciOiJIUzI1NiJ9eyJzdWIiOiIxMjM0NTY3ODkwIn0", true],
  ["0".repeat(40), false],
  [uuid, false],
  ["third_party_lf_hid_h10301", false],
  ["a-long-name-of-a-door-in-the-second-basement-12", false],
])("%s is surely a token: %s", (text, sure) => {
  expect(isSurelyToken(text)).toBe(sure);
});

test.each([
  "",
  "10",
  "1,2,3",
  "-name",
  "name,-created_at",
  "*",
  "me",
  "true",
  "group_basic",
  "1.5",
  uuid,
  "2026-01-31",
])("%j is a plain value", (text) => {
  expect(isPlainValue(text)).toBe(true);
});

test.each([hex, "abc123", "anna@example.com", "4111111111111111", "a b1", "x=y", "AbCdEfGhIjKlMnOpQrStUv", "a/b"])(
  "%j is none",
  (text) => {
    expect(isPlainValue(text)).toBe(false);
  },
);

test.each([
  "can't be blank or invalid",
  "is too short (minimum is 8 characters)",
  "502 Bad Gateway",
  "Password [redacted] is too weak",
  "HTTP 429: Too Many Requests | api.kisi.io",
])("%j is prose", (text) => {
  expect(isProse(text)).toBe(true);
});

test.each(["hunter2 is too short", "CANARYCANARY is bad", "hUnTeR", "is 12345", "a_b", "a b ".repeat(80), "naïve"])(
  "%j is not",
  (text) => {
    expect(isProse(text)).toBe(false);
  },
);

test("takes a long text of any shape in its stride", () => {
  for (const shape of ["a", "A", "aB", "1", "a1", "-", "=", ",", " ", "0f"]) {
    const text = shape.repeat(1_000_000 / shape.length);
    for (const decide of [looksLikeToken, isSurelyToken, isPlainValue, isProse])
      expect(decide(text)).toBeTypeOf("boolean");
  }
});
