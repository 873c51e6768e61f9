import { expect, test } from "vitest";
import { trafficPoints } from "#components/charts/traffic-points.ts";
import type { Stats, StatsTotals } from "#lib/model/stats";

const hour = 3_600_000;
const totals: StatsTotals = {
  attempts: 0,
  calls: 0,
  retries: 0,
  bad: 0,
  badRate: null,
  failures: 0,
  blocked: 0,
  byStatusClass: { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0, none: 0 },
  byOutcome: {
    success: 0,
    redirect: 0,
    client_error: 0,
    rate_limited: 0,
    server_error: 0,
    network_error: 0,
    aborted: 0,
    blocked: 0,
  },
  latencyMs: { p50: null, p95: null, p99: null, exact: true },
};

function stats(fromMs: number, toMs: number, series: Record<string, [number, number, number | null][]>): Stats {
  return {
    fromMs,
    toMs,
    bucketSeconds: 3_600,
    totals,
    series: Object.entries(series).map(([key, points]) => ({
      key,
      points: points.map(([t, attempts, p95]) => ({ t, attempts, bad: 0, p95 })),
    })),
  };
}

const overall = stats(0.5 * hour, 3.5 * hour, {
  none: [
    [0, 4, 120],
    [hour, 0, null],
    [2 * hour, 9, 80],
    [3 * hour, 1, 5],
  ],
});
const byOutcome = stats(0.5 * hour, 3.5 * hour, {
  success: [
    [0, 3, 120],
    [2 * hour, 3, 80],
  ],
  client_error: [[2 * hour, 1, 1]],
  rate_limited: [[2 * hour, 1, 1]],
  server_error: [[2 * hour, 1, 1]],
  network_error: [[2 * hour, 1, 1]],
  redirect: [[2 * hour, 1, 1]],
  aborted: [[2 * hour, 1, 1]],
  blocked: [[0, 7, null]],
  rest: [[0, 1, null]],
});

const points = trafficPoints({ byOutcome, overall }, 3.4 * hour);

test("every bucket is there, and each ending has its own count", () => {
  expect(points.map(({ t, endMs }) => [t / hour, endMs / hour])).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
  expect(points[2]?.counts).toEqual({
    success: 3,
    redirect: 1,
    client_error: 1,
    rate_limited: 1,
    server_error: 1,
    network_error: 1,
    aborted: 1,
  });
});

test("aborted and redirected attempts are no failures; blocked ones are no attempts", () => {
  expect(points.map(({ attempts, failures }) => [attempts, failures])).toEqual([
    [4, 0],
    [0, 0],
    [9, 4],
    [1, 0],
  ]);
});

test("a bucket without attempts is a gap, not a zero", () => {
  expect(points.map(({ failurePercent }) => failurePercent)).toEqual([0, null, (4 / 9) * 100, 0]);
  expect(points.map(({ p95Ms }) => p95Ms)).toEqual([120, null, 80, 5]);
});

test("a bucket that goes on past now is unfinished, one that the range cuts is cut", () => {
  expect(points.map(({ partial }) => partial)).toEqual(["cut", null, null, "unfinished"]);
  expect(trafficPoints({ byOutcome, overall }, 99 * hour).at(-1)?.partial).toBe("cut");
});

test("no figures give no points", () => {
  expect(trafficPoints({ byOutcome: stats(0, 1, {}), overall: stats(0, 1, {}) }, 0)).toEqual([]);
});
