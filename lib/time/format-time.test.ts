import { expect, test } from "vitest";
import { formatAgo, formatClock, formatInstant, formatRange, formatWeekday, formatZone } from "#lib/time/format-time";

const noon = Date.UTC(2026, 10, 23, 12, 5, 9, 42);
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test.each([
  ["UTC", "UTC", "12:05", "23 Nov 2026, 12:05:09"],
  ["Europe/Berlin", "UTC+1", "13:05", "23 Nov 2026, 13:05:09"],
  ["Asia/Kathmandu", "UTC+5:45", "17:50", "23 Nov 2026, 17:50:09"],
  ["America/St_Johns", "UTC−3:30", "08:35", "23 Nov 2026, 08:35:09"],
  ["Pacific/Kiritimati", "UTC+14", "02:05", "24 Nov 2026, 02:05:09"],
])("in %s", (timeZone, zone, clock, instant) => {
  expect(formatZone(noon, timeZone)).toBe(zone);
  expect(formatClock(noon, timeZone)).toBe(clock);
  expect(formatInstant(noon, timeZone)).toBe(instant);
});

test("the year stands only where it is not this one", () => {
  expect(formatInstant(noon, "UTC", { precision: "min", nowMs: noon })).toBe("23 Nov, 12:05");
  expect(formatInstant(noon, "UTC", { precision: "ms", nowMs: Date.UTC(2027, 1, 1) })).toBe(
    "23 Nov 2026, 12:05:09.042",
  );
});

test("a summer time changes the offset that is told", () => {
  expect(formatZone(Date.UTC(2026, 6, 1), "Europe/Berlin")).toBe("UTC+2");
});

test("weekdays are those of the zone", () => {
  expect(formatWeekday(noon, "UTC")).toBe("Mon 23 Nov");
  expect(formatWeekday(noon, "Pacific/Kiritimati")).toBe("Tue 24 Nov");
});

test.each([
  [0, "just now"],
  [4_000, "just now"],
  [12_000, "12 s ago"],
  [3 * 60_000, "3 min ago"],
  [2 * 3_600_000, "2 h ago"],
  [5 * 86_400_000, "5 d ago"],
  [-180_000, "in 3 min"],
])("%i ms before now is %s", (ms, words) => {
  expect(plain(formatAgo(noon - ms, noon))).toBe(words);
});

test("a range tells its day twice only where it changes", () => {
  const hour = { fromMs: noon - 3_600_000, toMs: noon };
  expect(formatRange(hour, "UTC", noon)).toBe("23 Nov, 11:05 to 12:05, UTC");
  const overnight = { fromMs: noon - 86_400_000, toMs: noon };
  expect(formatRange(overnight, "Europe/Berlin", noon)).toBe("22 Nov, 13:05 to 23 Nov, 13:05, UTC+1");
  const years = { fromMs: noon - 365 * 86_400_000, toMs: noon };
  expect(formatRange(years, "UTC", noon)).toBe("23 Nov 2025, 12:05 to 23 Nov, 12:05, UTC");
});
