import { expect, test } from "vitest";
import { redactPatterns } from "#lib/recorder/text-patterns";

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

test.each([
  ["Authorization: KISI-LOGIN abc", "Authorization: [redacted]"],
  ["sent KISI-LOGIN abc to Kisi", "sent KISI-LOGIN [redacted] to Kisi"],
  ["kisi-access-key: abc, kisi-service abc", "kisi-access-key: [redacted], kisi-service [redacted]"],
  ["KISI-GROUP-LINK%20abc", "KISI-GROUP-LINK%20[redacted]"],
  ["'Bearer secretvalue' is wrong", "'Bearer [redacted]' is wrong"],
  ["Basic dXNlcjpwYXNz", "Basic [redacted]"],
  ["got Token 0a1b2c", "got Token [redacted]"],
  [`the JWT ${jwt} expired`, "the JWT [redacted] expired"],
  ["key AKIAIOSFODNN7EXAMPLE leaked", "key [redacted] leaked"],
  ["ajar_0123456789abcdefghij_abcdef", "[redacted]"],
  ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- x", "[redacted] x"],
  ["-----BEGIN CERTIFICATE-----\nabc", "[redacted]"],
  ["https://user:pass@example.com/a", "https://[redacted]@example.com/a"],
  ["https://user:p/ss@example.com/a", "https://[redacted]/[redacted]/a"],
  ["see https://example.com/a?token=x&limit=5#frag.", "see https://example.com/a?token=[redacted]&limit=5#[redacted]"],
  ["https://s3.example.com/b/k?X-Amz-Signature=0f", "https://s3.example.com/b/k?X-Amz-Signature=[redacted]"],
  ["https://hooks.example.com/T1/0123456789abcdef0123", "https://hooks.example.com/T1/[redacted]"],
  ["otpauth://totp/Kisi?secret=ABC&issuer=Kisi", "otpauth:[redacted]"],
  ["GET /locks?token=abc&limit=5 failed", "GET /locks?token=[redacted]&limit=5 failed"],
  ["GET /kisi/t/abc/locks", "GET /kisi/t/[redacted]/locks"],
  ["password=hunter2&x=1", "password=[redacted]&x=1"],
  ['"password": "hunter two", "a"', '"password": [redacted], "a"'],
  ['{\\"token\\":\\"abc\\"}', '{\\"token\\":[redacted]}'],
  ["{'secret' => 'abc'}", "{'secret' => [redacted]}"],
  ['near {"password":"hunt', 'near {"password":[redacted]'],
  ["Cookie: a=b; c=d", "Cookie: [redacted]"],
  ["url:token=abc", "url:token=[redacted]"],
  ["Password: Hunter2", "Password: [redacted]"],
  ["card 4111 1111 1111 1111.", "card [redacted]."],
  ["anna.b+c@mail.example.com, jörg@exämple.de", "[redacted], [redacted]"],
  ["anna%40example.com", "[redacted]"],
  ["your new key is 0123456789abcdef0123456789abcdef.", "your new key is [redacted]."],
  ["call +1 (555) 123-4567 now", "call [redacted] now"],
])("of %j stays %j", (text, redacted) => {
  const once = redactPatterns(text, "stored");
  expect(once).toBe(redacted);
  expect(redactPatterns(once, "stored")).toBe(once);
});

test.each([
  "can't be blank or invalid",
  "Please provide a Two Factor verification code.",
  "Basic authentication is required",
  "Bearer tokens must not expire",
  "Use KISI-LOGIN authentication",
  "Token expired",
  "Unexpected token < in JSON at position 0",
  "The card is not activated.",
  "Password: is too short",
  "The endpoint does not exist, please check your request.",
  "lock 12345 of place 678 at 2026-01-31T12:00:00.000Z",
  "2026-01-31T12:00:00+05:45",
  "items 0-9/200",
  "https://api.kisi.io/locks/12/unlock?limit=10&place_id=3",
  "https://[::1]:3000/locks",
  "http://127.0.0.1:3000/",
  "trace 1234567890123456",
  "event 9b2f0c6e-31c4-4d0a-8f57-0f6f2f0a1b2c of lock 12",
  "the-front-door-of-the-second-basement-of-building-12",
  "at 1767225600000 ms",
  "4 of 5 retries: 80%",
  "a@b",
  "",
])("%j says nothing secret", (text) => {
  expect(redactPatterns(text, "stored")).toBe(text);
});

test("shows people on screen, and no secret", () => {
  const people = "anna@example.com +15551234567 0123456789abcdef0123456789abcdef";
  expect(redactPatterns(`${people} token=abc`, "screen")).toBe(`${people} token=[redacted]`);
});

test("takes a long text of any shape in its stride", () => {
  const shapes = [
    "a",
    "1",
    "1 ",
    "@",
    "a@",
    "%",
    "?",
    "?a",
    "=",
    "a=",
    ":",
    "a:",
    "\\",
    '"',
    "-----BEGIN A-----",
    "Bearer ",
  ];
  const more = [
    "://",
    "a://",
    "eyJ",
    "+1",
    "/kisi/t/",
    "password=",
    "password='",
    "%40",
    "a.",
    "é",
    "token\\",
    "&",
    ";",
  ];
  for (const shape of [...shapes, ...more]) {
    const text = shape.repeat(200_000 / shape.length);
    expect(redactPatterns(text, "stored")).toBeTypeOf("string");
  }
});
