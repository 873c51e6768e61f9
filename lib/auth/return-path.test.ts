import fc from "fast-check";
import { expect, test } from "vitest";
import { loginPath, safeReturnPath } from "#lib/auth/return-path";

test.each([
  ["/calls", "/calls"],
  ["/calls?last=7d&outcome=client_error", "/calls?last=7d&outcome=client_error"],
  ["/calls?_rsc=1a2b3", "/calls"],
  ["/calls?last=7d&_rsc=1a2b3", "/calls?last=7d"],
  ["/calls#fragment", "/calls"],
  ["/problems/12/../13", "/problems/13"],
  [null, "/"],
  [undefined, "/"],
  ["", "/"],
  ["calls", "/"],
  ["https://evil.example/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/\n/evil.example", "/"],
  ["/.//evil.example", "/"],
  ["/x/..//evil.example", "/"],
  ["\\\\evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/login?next=/login", "/"],
  ["/set-up/kisi-key", "/"],
  ["/api/v1/calls", "/"],
  ["/_next/static/x.js", "/"],
  ["/settings-of-mine", "/settings-of-mine"],
  [`/${"x".repeat(2_000)}`, "/"],
])("%j leads to %j", (asked, path) => {
  expect(safeReturnPath(asked)).toBe(path);
});

test("whatever is asked for, a browser stays on this server", () => {
  const ours = "https://ajar.example.com";
  const nasty = fc.string({ unit: fc.constantFrom("/", "\\", ".", "%2f", "%5c", "\t", "\n", "@", ":", "a", "?", "#") });
  fc.assert(
    fc.property(fc.oneof(fc.string(), nasty), (tail) => {
      expect(new URL(safeReturnPath(`/${tail}`), ours).origin).toBe(ours);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["/calls?last=7d", "/login?next=%2Fcalls%3Flast%3D7d"],
  ["/", "/login"],
  ["//evil.example", "/login"],
  [null, "/login"],
])("from %j to %j", (asked, path) => {
  expect(loginPath(asked)).toBe(path);
});
