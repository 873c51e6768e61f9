import { expect, test } from "vitest";
import { nextTryAtMs } from "#lib/alerts/retry-schedule";

const hour = 3_600_000;

test("a message is tried eight times in some 18 hours", () => {
  const waits: (number | null)[] = [];
  for (let tries = 0; tries < 9; tries += 1) waits.push(nextTryAtMs(tries, 0, 0, null));
  expect(waits).toEqual([0, 5_000, 60_000, 300_000, 1_800_000, 2 * hour, 5 * hour, 10 * hour, null]);
});

test.each([
  [1, 0.5, null, 5_250],
  [1, 1, null, 5_500],
  [1, 0, 30_000, 30_000],
  [4, 0, 30_000, 1_800_000],
  [1, 0, 30 * hour, 24 * hour],
  [8, 0, 30_000, null],
])("after %i tries, with %f of the jitter and %s asked for, it waits %s", (tries, random, asked, expected) => {
  const nowMs = 1_700_000_000_000;
  expect(nextTryAtMs(tries, nowMs, random, asked)).toBe(expected === null ? null : nowMs + expected);
});
