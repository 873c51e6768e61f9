import { expect, test } from "vitest";
import { createStoreLosses } from "#lib/server/store-losses";

const hourMs = 3_600_000;

test("what was lost is told for a day, and counted for as long as the process lives", () => {
  const losses = createStoreLosses();
  expect(losses.lately(0)).toBeNull();
  for (const hour of [0, 1, 20]) losses.add(hour * hourMs);
  expect(losses.lately(21 * hourMs)).toEqual({ count: 3, lastAtMs: 20 * hourMs });
  expect(losses.lately(24.5 * hourMs)).toEqual({ count: 2, lastAtMs: 20 * hourMs });
  expect(losses.lately(44 * hourMs)).toEqual({ count: 1, lastAtMs: 20 * hourMs });
  expect(losses.lately(44 * hourMs + 1)).toBeNull();
  expect(losses.count()).toBe(3);
});

test("of a flood the newest are remembered, and all are counted", () => {
  const losses = createStoreLosses();
  for (let n = 0; n < 30_000; n += 1) losses.add(n);
  expect(losses.count()).toBe(30_000);
  expect(losses.countSince(29_000)).toBe(1_000);
});
