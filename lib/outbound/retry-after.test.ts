import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRetryAfter } from "#lib/outbound/retry-after";

const nowMs = Date.UTC(2026, 0, 14, 13, 35, 0);

test.each([
  ["0", 0],
  ["2", 2000],
  ["  120 ", 120_000],
  ["9999", 9_999_000],
  ["1.5", 1500],
  ["0.0001", 1],
  ["9".repeat(400), Number.MAX_SAFE_INTEGER],
])("seconds: %s", (value, expected) => {
  expect(parseRetryAfter(value, nowMs)).toBe(expected);
});

test.each([
  ["Wed, 14 Jan 2026 13:35:02 GMT", 2000],
  ["Wednesday, 14-Jan-26 13:35:02 GMT", 2000],
  ["Wed Jan 14 13:35:02 2026", 2000],
  ["Mon Feb  2 13:35:00 2026", 19 * 86_400_000],
  ["wed, 14 jan 2026 13:35:02 gmt", 2000],
  ["Tue, 29 Feb 2028 00:00:00 GMT", Date.UTC(2028, 1, 29) - nowMs],
  ["Thu, 31 Dec 2026 23:59:60 GMT", Date.UTC(2027, 0, 1) - nowMs],
])("dates in all three forms: %s", (value, expected) => {
  expect(parseRetryAfter(value, nowMs)).toBe(expected);
});

test.each([
  "Wed, 14 Jan 2026 13:35:00 GMT",
  "Sun, 06 Nov 1994 08:49:37 GMT",
  "Sunday, 06-Nov-94 08:49:37 GMT",
  "Sun Nov  6 08:49:37 1994",
])("a date that has passed means now: %s", (value) => {
  expect(parseRetryAfter(value, nowMs)).toBe(0);
});

test("two digits of a year reach 50 years ahead and no further", () => {
  expect(parseRetryAfter("Tuesday, 14-Jan-76 13:35:00 GMT", nowMs)).toBe(Date.UTC(2076, 0, 14, 13, 35) - nowMs);
  expect(parseRetryAfter("Friday, 14-Jan-77 13:35:00 GMT", nowMs)).toBe(0);
});

test.each([
  "",
  "soon",
  "-1",
  "+1",
  "1e3",
  "0x10",
  "1 2",
  "1,2",
  ".5",
  "5.",
  "Infinity",
  "NaN",
  "٣",
  "2026-01-14T13:35:02Z",
  "Wed, 14 Jan 2026 13:35:02",
  "Wed, 14 Jan 2026 13:35:02 CET",
  "Wed, 14 Jan 2026 13:35:02 +0100",
  "Wed, 31 Feb 2026 13:35:02 GMT",
  "Wed, 00 Jan 2026 13:35:02 GMT",
  "Wed, 14 Foo 2026 13:35:02 GMT",
  "Wed, 14 Jan 2026 24:00:00 GMT",
  "Wed, 14 Jan 2026 13:60:00 GMT",
  "Wed, 14 Jan 2026 13:35:61 GMT",
  "Xyz, 14 Jan 2026 13:35:02 GMT",
])("anything else is no answer: %j", (value) => {
  expect(parseRetryAfter(value, nowMs)).toBeNull();
});

test("every date that HTTP can write comes back to the second, and never early", () => {
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
  const skewMs = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(seconds, seconds, skewMs, (at, now, skew) => {
      const value = new Date(at * 1000).toUTCString();
      expect(parseRetryAfter(value, now * 1000 + skew)).toBe(Math.max(0, (at - now) * 1000 - skew));
    }),
  );
});
