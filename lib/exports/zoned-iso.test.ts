import fc from "fast-check";
import { expect, test } from "vitest";
import { zonedIso } from "#lib/exports/zoned-iso";

const noon = Date.UTC(2026, 0, 31, 12, 0, 0, 42);

test.each([
  ["UTC", "2026-01-31T12:00:00.042Z"],
  ["Europe/Zurich", "2026-01-31T13:00:00.042+01:00"],
  ["Asia/Kathmandu", "2026-01-31T17:45:00.042+05:45"],
  ["America/St_Johns", "2026-01-31T08:30:00.042-03:30"],
])("in %s it is %s", (zone, text) => {
  expect(zonedIso(noon, zone)).toBe(text);
});

test("it is the same instant, whatever the zone", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }), zones, (ms, zone) => {
      expect(Date.parse(zonedIso(ms, zone))).toBe(ms);
    }),
  );
});
