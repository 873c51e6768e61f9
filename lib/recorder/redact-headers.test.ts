import { expect, test } from "vitest";
import { redactHeaders } from "#lib/recorder/redact-headers";
import { SecretSet } from "#lib/recorder/secret-set";
import { addSecretsOfHeaders } from "#lib/recorder/secrets-of-headers";

const redaction = { mode: "stored", scrub: (text: string) => text.replaceAll("hunter", "[redacted]") } as const;

test.each([
  ["Content-Type", "application/json; charset=utf-8"],
  ["content-length", "123"],
  ["Accept", "application/json"],
  ["User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"],
  ["Retry-After", "Sun, 11 Nov 2018 23:59:59 GMT"],
  ["Date", "Sun, 11 Nov 2018 23:59:59 GMT"],
  ["X-Request-Id", "0123456789abcdef0123456789abcdef"],
  ["X-Collection-Range", "0-9/200"],
  ["X-Collection-Range", "*/0"],
  ["Deprecation", "@1767225600"],
  ["Sunset", "Sun, 11 Nov 2018 23:59:59 GMT"],
  ["RateLimit-Remaining", "4"],
  ["X-RateLimit-Reset", "1767225600"],
  ["CF-Ray", "8f1b2c3d4e5f6a7b-FRA"],
  ["X-Kisi-Integration-Identifier", "acme-sync"],
])("%s: %s is kept", (name, value) => {
  expect(redactHeaders([name, value], redaction)).toEqual([[name, value]]);
});

test.each([
  ["Authorization", "KISI-LOGIN abc", "[redacted]"],
  ["Cookie", "a=b", "[redacted]"],
  ["X-Api-Key", "abc", "[redacted]"],
  ["X-Anything", "abc", "[redacted]"],
  ["Host", "api.kisi.io", "[redacted]"],
  ["X-Kisi-Integration-Contact", "anna@example.com", "[redacted]"],
  ["User-Agent", "sync/1.0 (anna@example.com)", "sync/1.0 ([redacted])"],
  ["User-Agent", "sync/1.0 (key 0123456789abcdef0123456789abcdef)", "sync/1.0 (key [redacted])"],
  ["User-Agent", "a\u001b[31m\u2028b hunter", "a\\u001b[31m\\u2028b [redacted]"],
  ["X-Request-Id", "req-hunter", "req-[redacted]"],
  [
    "Content-Type",
    "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk",
    "multipart/form-data; boundary=[redacted]",
  ],
  ["Accept", "x ".repeat(400), `${"x ".repeat(249)}x…`],
])("%s: %s is kept as %s", (name, value, shown) => {
  expect(redactHeaders([name, value], redaction)).toEqual([[name, shown]]);
});

test("keeps order and repetition, hides a secret in a name, is bounded", () => {
  expect(redactHeaders(["a", "1", "Accept", "x", "a", "2", "X-hunter", "3", "odd"], redaction)).toEqual([
    ["a", "[redacted]"],
    ["Accept", "x"],
    ["a", "[redacted]"],
    ["X-[redacted]", "[redacted]"],
  ]);
  expect(redactHeaders(Array(1_000).fill("x"), redaction)).toHaveLength(100);
});

const token = "0123456789abcdef0123456789abcdef";

test.each([
  ["Authorization", `KISI-LOGIN ${token}`, [token]],
  ["authorization", "Bearer abc", ["abc"]],
  ["Authorization", "Basic dXNlcjpwYXNz", ["dXNlcjpwYXNz", "user:pass", "pass"]],
  ["Authorization", `KISI-LOGIN ${token}, Basic dXNlcjpwYXNz`, [token, "dXNlcjpwYXNz", "user:pass", "pass"]],
  ["Authorization", `AWS4-HMAC-SHA256 Credential=x, Signature=${token}`, ["Credential=x", `Signature=${token}`, token]],
  ["Cookie", "a=bcd; e=fgh", ["a=bcd; e=fgh", "bcd", "fgh"]],
  ["Set-Cookie", "sid=abc; Path=/; HttpOnly", ["sid=abc; Path=/; HttpOnly", "abc"]],
  ["X-Signature", `sha256=${token}`, [`sha256=${token}`, token]],
  ["X-Api-Key", "abc", ["abc"]],
  ["X-Anything", token, [token]],
  ["X-Anything", "plain words", []],
  ["Host", "api-0123456789.kisi.io", []],
  ["X-Request-Id", token, []],
])("%s: %s holds %j", (name, value, secrets) => {
  const seen = new SecretSet();
  addSecretsOfHeaders([name, value], seen);
  expect([...seen.values].sort()).toEqual([...secrets].sort());
});
