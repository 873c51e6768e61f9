import { expect, test } from "vitest";
import { instantOfWallClock, parseTimeZone, wallClock, zoneOffsetMs } from "#lib/time/zone";

test.each([
  ["Europe/Berlin", "Europe/Berlin"],
  ["UTC", "UTC"],
  ["Asia/Calcutta", "Asia/Calcutta"],
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["Mars/Olympus", null],
  ["", null],
  [undefined, null],
  ["x".repeat(65), null],
  ["Europe/Berlin\r\nset-cookie: a", null],
])("a cookie that says %j names the zone %j", (text, zone) => {
  expect(parseTimeZone(text)).toBe(zone);
});

test("midnight is hour 0, and figures before 1970 hold", () => {
  expect(wallClock(0, "UTC")).toEqual({ year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 });
  expect(zoneOffsetMs(-1, "Asia/Kathmandu")).toBe(5.5 * 3_600_000);
});

const hour = 3_600_000;
test.each([
  ["winter", Date.UTC(2026, 0, 10, 12), "Europe/Berlin", Date.UTC(2026, 0, 10, 11)],
  ["summer", Date.UTC(2026, 6, 10, 12), "Europe/Berlin", Date.UTC(2026, 6, 10, 10)],
  ["just before the gap", Date.UTC(2026, 2, 29, 1, 59), "Europe/Berlin", Date.UTC(2026, 2, 29, 0, 59)],
  ["just after the gap", Date.UTC(2026, 2, 29, 3), "Europe/Berlin", Date.UTC(2026, 2, 29, 1)],
  ["in the gap", Date.UTC(2026, 2, 29, 2, 30), "Europe/Berlin", Date.UTC(2026, 2, 29, 1, 30)],
  ["shown twice: the first time", Date.UTC(2026, 9, 25, 2, 30), "Europe/Berlin", Date.UTC(2026, 9, 25, 0, 30)],
  ["west of UTC", Date.UTC(2026, 2, 8, 12), "America/New_York", Date.UTC(2026, 2, 8, 16)],
  ["offset of 5:45", Date.UTC(2026, 2, 1), "Asia/Kathmandu", Date.UTC(2026, 1, 28, 18, 15)],
  ["east of UTC, midnight is skipped", Date.UTC(2026, 3, 24), "Africa/Cairo", Date.UTC(2026, 3, 23, 22)],
  ["west of UTC, midnight is skipped", Date.UTC(2026, 8, 6), "America/Santiago", Date.UTC(2026, 8, 6, 4)],
  ["midnight is shown twice", Date.UTC(2026, 10, 1), "America/Havana", Date.UTC(2026, 10, 1, 4)],
])("a wall clock becomes an instant: %s", (_, wallMs, timeZone, instantMs) => {
  expect(instantOfWallClock(wallMs, timeZone)).toBe(instantMs);
});

test("every instant of a year, each hour, comes back from its wall clock, but for the second time of the doubled hour", () => {
  const failures: string[] = [];
  for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += hour) {
    const back = instantOfWallClock(ms + zoneOffsetMs(ms, "Europe/Berlin"), "Europe/Berlin");
    if (back !== ms) failures.push(new Date(ms).toISOString());
  }
  expect(failures).toEqual(["2026-10-25T01:00:00.000Z"]);
});
