import type { SentOutcome, TrafficPoint } from "#components/charts/traffic-points.ts";
import type { RouteFigures, StatsTotals } from "#lib/model/stats";
import type { Tally } from "#lib/traffic/read-tallies";
import { isWhyNot } from "../or-why-not";
import type { Overview } from "./read-overview";

/** Takes expected failures out of the figures of failures. Attempts and bad attempts stay: Kisi counts them all. */
export function withoutExpected(overview: Overview, expected: readonly Tally[]): Overview {
  if (expected.length === 0) return overview;
  const { points, totals, routes } = overview;
  const byBucket = Map.groupBy(expected, ({ t }) => t);
  return {
    ...overview,
    points: points.map((point) => pointWithout(point, byBucket.get(point.t) ?? [])),
    totals: totalsWithout(totals, expected),
    routes: isWhyNot(routes) ? routes : routesWithout(routes, expected),
  };
}

/** As above, for totals alone. */
export function totalsWithout(totals: StatsTotals, expected: readonly Tally[]): StatsTotals {
  const byOutcome = { ...totals.byOutcome };
  for (const { outcome, attempts } of expected) byOutcome[outcome] -= attempts;
  return { ...totals, byOutcome, failures: totals.failures - countTallies(expected) };
}

/** How many attempts they are. */
export function countTallies(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { attempts }) => sum + attempts, 0);
}

function pointWithout(point: TrafficPoint, expected: readonly Tally[]): TrafficPoint {
  if (expected.length === 0) return point;
  const counts: Record<SentOutcome, number> = { ...point.counts };
  for (const { outcome, attempts } of expected) if (outcome !== "blocked") counts[outcome] -= attempts;
  const failures = point.failures - countTallies(expected);
  return { ...point, counts, failures, failurePercent: (failures / point.attempts) * 100 };
}

function routesWithout(routes: readonly RouteFigures[], expected: readonly Tally[]): readonly RouteFigures[] {
  const byRoute = Map.groupBy(expected, ({ key }) => key);
  return routes
    .map((row) => ({ ...row, failures: row.failures - countTallies(byRoute.get(row.route) ?? []) }))
    .filter(({ failures }) => failures > 0)
    .sort((a, b) => b.failures - a.failures);
}
