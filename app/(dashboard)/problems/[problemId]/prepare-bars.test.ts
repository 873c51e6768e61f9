import { expect, test } from "vitest";
import type { Deploy } from "#lib/model/problem";
import { prepareBars } from "./prepare-bars";

const hourMs = 3_600_000;
const deploy = (release: string, atMs: number): Deploy => ({ release, atMs, integration: null, origin: "api" });
const points = [0, 1, 2].map((hour) => ({ t: hour * hourMs, attempts: hour }));
const range = { fromMs: hourMs / 2, toMs: 3 * hourMs };
const bars = (changes: Partial<Parameters<typeof prepareBars>[0]> = {}) =>
  prepareBars({ points, deploys: [], range, bucketMs: hourMs, nowMs: 9 * hourMs, ...changes });

test("a deploy stands in the bucket in which it happened, the oldest first", () => {
  const deploys = [deploy("v3", 2 * hourMs), deploy("v2", 2 * hourMs - 1), deploy("v1", hourMs), deploy("v1", hourMs)];
  expect(bars({ deploys }).map(({ releases }) => releases)).toEqual([[], ["v1", "v2"], ["v3"]]);
});

test("a bucket ends where the next begins, and the last is as wide as the one before it", () => {
  expect(bars({ bucketMs: 60_000 }).map(({ endMs }) => endMs)).toEqual([hourMs, 2 * hourMs, 3 * hourMs]);
  expect(bars({ points: points.slice(0, 1) })[0]?.endMs).toBe(hourMs);
});

test("buckets that are not whole say why", () => {
  expect(bars().map(({ partial }) => partial)).toEqual(["cut", null, null]);
  expect(bars({ nowMs: 2.5 * hourMs }).map(({ partial }) => partial)).toEqual(["cut", null, "unfinished"]);
});
