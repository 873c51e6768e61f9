import { expect, test } from "vitest";
import type { Stats } from "#lib/model/stats";
import { comparableTotals } from "./comparable-totals";

const totals: Stats["totals"] = {
  attempts: 60,
  calls: 60,
  retries: 0,
  bad: 0,
  badRate: 0,
  failures: 0,
  blocked: 0,
  byStatusClass: { "2xx": 60, "3xx": 0, "4xx": 0, "5xx": 0, none: 0 },
  byOutcome: {
    success: 60,
    redirect: 0,
    client_error: 0,
    rate_limited: 0,
    server_error: 0,
    network_error: 0,
    aborted: 0,
    blocked: 0,
  },
  latencyMs: { p50: 1, p95: 1, p99: 1, exact: true },
};

/** A span of 100 s in buckets of 10 s, with attempts in those that are named. */
function span(...withAttempts: number[]): Stats {
  const points = Array.from({ length: 10 }, (_, index) => ({
    t: index * 10_000,
    attempts: withAttempts.includes(index) ? 20 : 0,
    bad: 0,
    p95: null,
  }));
  return { fromMs: 0, toMs: 100_000, bucketSeconds: 60, totals, series: [{ key: "all", points }] };
}

test.each([
  ["recorded throughout", span(0, 5, 9), totals],
  ["recorded from early on", span(2), totals],
  ["recorded at its end alone", span(9), null],
  ["without data", span(), null],
])("a span %s", (_, stats, comparable) => {
  expect(comparableTotals(stats)).toBe(comparable);
});
