import { expect, test } from "vitest";
import { Refusal } from "#lib/ingest/refusal";
import { sampleContext } from "#lib/ingest/sample-context";
import { readTime, settleTime } from "#lib/ingest/told-time";

const noon = Date.UTC(2026, 0, 31, 12);
const dayMs = 86_400_000;

test.each([
  ["2026-01-31T12:00:00Z", noon],
  ["2026-01-31T12:00:00.250Z", noon + 250],
  ["2026-01-31T12:00:00.123456789Z", noon + 123],
  ["2026-01-31T12:00Z", noon],
  ["2026-01-31T17:45:00+05:45", noon],
  ["2026-01-31T17:45:00+0545", noon],
  [noon, noon],
  [noon + 0.9, noon],
])("%s is read", (told, ms) => {
  expect(readTime(told)).toBe(ms);
});

test.each([
  [1_769_860_800, /epoch seconds.*1769860800000/],
  [1_769_860_800.5, /epoch seconds/],
  [0, /epoch seconds/],
  [1_769_860_800_000_000, /nanoseconds/],
  [1e14, /nanoseconds/],
  [1e300, /nanoseconds/],
  [-1, /before 1970/],
  ["2026-01-31T12:00:00", /no time zone/],
  ["2026-01-31 12:00:00", /no time zone/],
  ["2026-13-01T00:00:00Z", /not a time/],
  ["yesterday", /not a time/],
  ["1769860800000", /not a time/],
  ["", /not a time/],
])("%s is refused with the reason", (told, reason) => {
  const read = readTime(told);
  expect(read instanceof Refusal && read.message).toMatch(reason);
});

test.each([
  ["now", noon, noon],
  ["a month back, to the millisecond", noon - 30 * dayMs, noon - 30 * dayMs],
  ["five minutes ahead", noon + 300_000, noon + 300_000],
  ["more than that", noon + 300_001, noon],
  ["ten years ahead", noon + 3_650 * dayMs, noon],
])("%s is counted where it should be, and both times are kept", (_, told, startedAtMs) => {
  expect(settleTime(told, sampleContext())).toEqual({ startedAtMs, toldStartedAtMs: told });
});

test.each([noon - 30 * dayMs - 1, noon - 3_650 * dayMs, 0])("%i is refused as older than retention", (told) => {
  const settled = settleTime(told, sampleContext());
  expect(settled instanceof Refusal && settled.message).toMatch(/older than the 30 days/);
});
