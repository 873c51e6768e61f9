import { describe, expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { canBeDrawn, chooseBucket, countBuckets, listBucketStarts, narrowestBucket } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

const hourMs = 3_600_000;
const between = (from: string, to: string): Range => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });
const lasting = (ms: number): Range => ({ fromMs: 1_000_000 * hourMs, toMs: 1_000_000 * hourMs + ms });
const iso = (starts: readonly number[]) => starts.map((ms) => new Date(ms).toISOString().slice(0, 16));

test.each([
  ["15 minutes", hourMs / 4, 60],
  ["6 hours", 6 * hourMs, 300],
  ["a day", 24 * hourMs, 300],
  ["25 hours", 25 * hourMs, 300],
  ["a week", 168 * hourMs, 3_600],
  ["30 days", 720 * hourMs, 10_800],
  ["90 days", 2_160 * hourMs, 86_400],
  ["four years", 4 * 365 * 24 * hourMs, 86_400],
])("auto for %s", (_name, ms, seconds) => {
  expect(chooseBucket(lasting(ms), "auto")).toBe(seconds);
});

test("a bucket that was asked for is taken up to 1,500 points, and beyond that refused with what is possible", () => {
  expect(chooseBucket(lasting(25 * hourMs), 60)).toBe(60);
  expect(() => chooseBucket(lasting(25 * hourMs + 1), 60)).toThrow("use 300 or more");
  expect(() => chooseBucket(lasting(1_501 * 24 * hourMs), 86_400)).toThrow("shorten the range");
  expect(() => chooseBucket(lasting(26 * hourMs), 60)).toThrow(AppError);
});

test("a range that no bucket is wide enough for is refused, auto or not", () => {
  const tenYears = lasting(87_600 * hourMs);
  expect(canBeDrawn(tenYears)).toBe(false);
  expect(() => chooseBucket(tenYears, "auto")).toThrow("shorten the range");
  expect(canBeDrawn(lasting(1_499 * 24 * hourMs))).toBe(true);
});

describe("the starts of buckets", () => {
  test("are multiples of the width; the first and the last may be partial", () => {
    const range = between("2026-01-31T10:07:00Z", "2026-01-31T10:20:00.001Z");
    const starts = listBucketStarts(range, 300, "Asia/Kathmandu");
    expect(iso(starts)).toEqual(["2026-01-31T10:05", "2026-01-31T10:10", "2026-01-31T10:15", "2026-01-31T10:20"]);
    expect(countBuckets(range, 300)).toBe(4);
  });

  test("a range that ends on a start does not touch that bucket", () => {
    expect(iso(listBucketStarts(between("2026-01-31T10:00Z", "2026-01-31T11:00Z"), 3_600, "UTC"))).toHaveLength(1);
  });

  test.each([
    ["UTC", "2026-02-27T10:00Z", "2026-03-02T00:00Z", ["2026-02-27T00:00", "2026-02-28T00:00", "2026-03-01T00:00"]],
    ["Asia/Kathmandu", "2026-01-30T18:15Z", "2026-02-01T18:15Z", ["2026-01-30T18:15", "2026-01-31T18:15"]],
    ["Asia/Kathmandu", "2026-01-30T18:14Z", "2026-01-30T18:16Z", ["2026-01-29T18:15", "2026-01-30T18:15"]],
    [
      "Europe/Berlin",
      "2026-03-28T12:00Z",
      "2026-03-30T12:00Z",
      ["2026-03-27T23:00", "2026-03-28T23:00", "2026-03-29T22:00"],
    ],
    [
      "Europe/Berlin",
      "2026-10-24T12:00Z",
      "2026-10-26T12:00Z",
      ["2026-10-23T22:00", "2026-10-24T22:00", "2026-10-25T23:00"],
    ],
    ["America/Santiago", "2026-09-05T12:00Z", "2026-09-06T12:00Z", ["2026-09-05T04:00", "2026-09-06T04:00"]],
  ])("days of %s from %s to %s", (zone, from, to, starts) => {
    expect(iso(listBucketStarts(between(from, to), 86_400, zone))).toEqual(starts);
  });
});

test.each([
  ["an hour", hourMs, 60],
  ["a day", 24 * hourMs, 900],
  ["a week", 168 * hourMs, 7_200],
  ["a year", 8_760 * hourMs, 86_400],
])("%s is drawn in at most 120 bars", (_name, ms, seconds) => {
  expect(narrowestBucket(lasting(ms), 120)).toBe(seconds);
});
