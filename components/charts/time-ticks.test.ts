import { expect, test } from "vitest";
import { timeTicks } from "#components/charts/time-ticks.ts";

function starts(fromIso: string, count: number, seconds: number): number[] {
  const from = Date.parse(fromIso);
  return Array.from({ length: count }, (_, index) => from + index * seconds * 1_000);
}

const labels = (...args: Parameters<typeof timeTicks>) => timeTicks(...args).map(({ label }) => label);

test.each([
  ["15 minutes", "2026-11-23T12:00:00Z", 16, 60, "UTC", ["12:00", "12:05", "12:10", "12:15"]],
  ["an hour", "2026-11-23T11:05:00Z", 61, 60, "UTC", ["11:10", "11:20", "11:30", "11:40", "11:50", "12:00"]],
  ["a day", "2026-11-22T13:00:00Z", 97, 900, "UTC", ["18:00", "23 Nov", "06:00", "12:00"]],
  ["a day in Berlin", "2026-11-22T13:00:00Z", 97, 900, "Europe/Berlin", ["18:00", "23 Nov", "06:00", "12:00"]],
  [
    "a week",
    "2026-11-16T12:00:00Z",
    85,
    7_200,
    "UTC",
    ["17 Nov", "18 Nov", "19 Nov", "20 Nov", "21 Nov", "22 Nov", "23 Nov"],
  ],
  ["30 days", "2026-10-25T00:00:00Z", 30, 86_400, "UTC", ["26 Oct", "2 Nov", "9 Nov", "16 Nov", "23 Nov"]],
])("%s", (_, from, count, seconds, timeZone, wanted) => {
  expect(labels(starts(from, count, seconds), timeZone)).toEqual(wanted);
});

test("where buckets do not fall on a round hour of the zone, a mark tells the bucket's true start", () => {
  expect(labels(starts("2026-11-22T12:00:00Z", 24, 3_600), "Asia/Kathmandu")).toEqual([
    "18:45",
    "00:45",
    "06:45",
    "12:45",
  ]);
});

test("the day of a change to summer time keeps round hours", () => {
  expect(labels(starts("2026-03-28T23:00:00Z", 23, 3_600), "Europe/Berlin")).toEqual([
    "29 Mar",
    "06:00",
    "12:00",
    "18:00",
  ]);
});

test("no buckets, no marks", () => {
  expect(timeTicks([], "UTC")).toEqual([]);
});
