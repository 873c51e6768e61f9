import { expect, test } from "vitest";
import { sentOutcomes } from "#components/charts/traffic-points.ts";
import { outcomes, statusClasses } from "#lib/model/outcome";
import type { Tally } from "#lib/traffic/read-tallies";
import type { Overview } from "./read-overview";
import { withoutExpected } from "./without-expected";

const zeros = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

const latencyMs = { p50: 1, p95: 1, p99: 1, exact: true };
const byOutcome = { ...zeros(outcomes), success: 5, client_error: 4, server_error: 1 };
const overview: Overview = {
  range: { fromMs: 0, toMs: 300_000 },
  bucketSeconds: 300,
  before: null,
  totals: {
    ...{ attempts: 10, calls: 10, retries: 0, bad: 4, badRate: 0.4, failures: 5, blocked: 0 },
    ...{ byStatusClass: zeros(statusClasses), byOutcome, latencyMs },
  },
  points: [
    {
      ...{ t: 0, endMs: 300_000, attempts: 10, failures: 5, failurePercent: 50, p95Ms: 1, partial: null },
      counts: { ...zeros(sentOutcomes), success: 5, client_error: 4, server_error: 1 },
    },
  ],
  routes: [
    { route: "GET /a", attempts: 6, bad: 4, failures: 4, retries: 0, p95: 1 },
    { route: "GET /b", attempts: 4, bad: 0, failures: 1, retries: 0, p95: 1 },
  ],
};

const tally = (attempts: number, key = "GET /a"): Tally => ({
  ...{ t: 0, key, status: 404, outcome: "client_error", retries: 0 },
  attempts,
});

test("expected failures leave the failures, and nothing else", () => {
  const { totals, points, routes } = withoutExpected(overview, [tally(3)]);
  expect(totals).toMatchObject({ attempts: 10, bad: 4, badRate: 0.4, failures: 2, byOutcome: { client_error: 1 } });
  expect(points[0]).toMatchObject({ attempts: 10, failures: 2, failurePercent: 20, counts: { client_error: 1 } });
  expect(routes).toMatchObject([
    { route: "GET /a", failures: 1 },
    { route: "GET /b", failures: 1 },
  ]);
});

test("a route whose failures were all expected fails no more", () => {
  expect(withoutExpected(overview, [tally(4)]).routes).toMatchObject([{ route: "GET /b" }]);
});

test("without any, nothing changes", () => {
  expect(withoutExpected(overview, [])).toBe(overview);
});
