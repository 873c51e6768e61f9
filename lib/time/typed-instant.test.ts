import { expect, test } from "vitest";
import { parseTypedInstant } from "#lib/time/typed-instant";

test.each([
  ["2026-11-23", "2026-11-22T18:15:00Z"],
  ["2026-11-23 14:05", "2026-11-23T08:20:00Z"],
  [" 2026-11-23 9:05 ", "2026-11-23T03:20:00Z"],
  ["2026-11-23T14:05:09", "2026-11-23T08:20:09Z"],
  ["2026-11-23T14:05Z", "2026-11-23T14:05:00Z"],
  ["2026-11-23 14:05:00+01:00", "2026-11-23T13:05:00Z"],
  ["1795000000", "2026-11-18T11:06:40Z"],
  ["1795000000000", "2026-11-18T11:06:40Z"],
])("%s, typed in Kathmandu", (text, iso) => {
  expect(parseTypedInstant(text, "Asia/Kathmandu")).toBe(Date.parse(iso));
});

test.each(["", "yesterday", "2026-02-30", "2026-13-01", "2026-11-23 24:00", "2026-11-23 12:60", "23.11.2026", "12"])(
  "%j is no time",
  (text) => {
    expect(parseTypedInstant(text, "UTC")).toBeNull();
  },
);
