import fc from "fast-check";
import { expect, test } from "vitest";
import { lastWeekly, weekdays } from "#lib/time/weekly";

const mondayAt8 = { weekday: "monday", hour: 8, timeZone: "Europe/Zurich" } as const;
const iso = (ms: number) => new Date(ms).toISOString();
const hourMs = 3_600_000;

test.each([
  ["in the middle of a week", "2026-01-14T12:00:00Z", mondayAt8, "2026-01-12T07:00:00.000Z", 168],
  ["to the millisecond", "2026-01-12T07:00:00Z", mondayAt8, "2026-01-12T07:00:00.000Z", 168],
  ["a millisecond before", "2026-01-12T06:59:59.999Z", mondayAt8, "2026-01-05T07:00:00.000Z", 168],
  ["after the clocks went on", "2026-03-30T08:00:00Z", mondayAt8, "2026-03-30T06:00:00.000Z", 167],
  ["after they went back", "2026-10-26T08:00:00Z", mondayAt8, "2026-10-26T07:00:00.000Z", 169],
  [
    "at an hour that the clocks skip",
    "2026-03-29T05:00:00Z",
    { ...mondayAt8, weekday: "sunday", hour: 2 } as const,
    "2026-03-29T01:00:00.000Z",
    168,
  ],
  [
    "at an hour that comes twice, the first time",
    "2026-10-25T05:00:00Z",
    { ...mondayAt8, weekday: "sunday", hour: 2 } as const,
    "2026-10-25T00:00:00.000Z",
    168,
  ],
  [
    "where it is another day already",
    "2026-01-11T20:00:00Z",
    { weekday: "monday", hour: 1, timeZone: "Asia/Kathmandu" } as const,
    "2026-01-11T19:15:00.000Z",
    168,
  ],
])("the last hour of a week, %s", (_words, now, hour, at, hours) => {
  const { atMs, beforeMs } = lastWeekly(Date.parse(now), hour);
  expect([iso(atMs), (atMs - beforeMs) / hourMs]).toEqual([at, hours]);
});

test("it is never in the future, never more than a week and an hour ago, and stays the same until the next", () => {
  const zones = ["UTC", "Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
  const hour = fc.record({
    weekday: fc.constantFrom(...weekdays),
    hour: fc.integer({ min: 0, max: 23 }),
    timeZone: fc.constantFrom(...zones),
  });
  fc.assert(
    fc.property(hour, fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }), (when, nowMs) => {
      const { atMs, beforeMs } = lastWeekly(nowMs, when);
      expect(atMs).toBeLessThanOrEqual(nowMs);
      expect(nowMs - atMs).toBeLessThan(169 * hourMs);
      expect(lastWeekly(atMs, when).atMs).toBe(atMs);
      expect(lastWeekly(atMs - 1, when).atMs).toBe(beforeMs);
    }),
  );
});
