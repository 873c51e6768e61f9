import { expect, test } from "vitest";
import { readCookie, sessionCookieFor } from "#lib/auth/session-cookie";

test.each([
  ["https", "ajar.example.com", true],
  ["https", "10.0.0.5:3000", true],
  ["http", "localhost:3000", true],
  ["http", "127.0.0.1", true],
  ["http", "[::1]:3000", true],
  ["http", "LOCALHOST:3000", true],
  ["http", "10.0.0.5:3000", false],
  ["http", "ajar.lan", false],
  ["http", "localhost.evil.example", false],
  ["http", "127.0.0.1.evil.example:80", false],
  ["http", null, false],
  [null, null, false],
])("%s to %s: secure %s", (scheme, host, secure) => {
  const { name, options } = sessionCookieFor(scheme, host);
  expect(name).toBe(secure ? "__Host-ajar_session" : "ajar_session");
  expect(options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: 30 * 86_400 });
});

test.each([
  [null, undefined],
  ["", undefined],
  ["ajar_session=abc", "abc"],
  ["theme=dark; ajar_session=abc; x=1", "abc"],
  ["theme=dark;ajar_session=a=b=", "a=b="],
  ["ajar_session=first; ajar_session=second", "first"],
  ["__Host-ajar_session=abc", undefined],
  ["ajar_session", ""],
])("out of %j reads %j", (header, value) => {
  expect(readCookie(header, "ajar_session")).toBe(value);
});
