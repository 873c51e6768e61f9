import type { Attempt } from "#lib/model/attempt";
import type { AttemptFilter } from "#lib/model/filter";
import { statusClassOf } from "#lib/model/outcome";
import { nearestRank } from "#lib/model/percentile";
import type { StatsDimension } from "#lib/model/stats";
import type { FigureCell, FigureP95, FiguresQuery } from "#lib/store/store";
import { listBucketStarts } from "#lib/time/bucket";

// What stores must answer, computed the plain way: by going through every attempt. For tests.

/** The attempts that a filter of figures means; `all` is needed to know how often each call was tried. */
export function filterAttempts(all: readonly Attempt[], filter: AttemptFilter): Attempt[] {
  return all.filter((attempt) => {
    const tries = all.filter(({ callId }) => callId === attempt.callId).map((other) => other.attempt);
    return matches(attempt, filter, Math.max(...tries) - 1, attempt.latencyMs);
  });
}

/** The final attempts that a filter of calls means. */
export function filterCalls(all: readonly Attempt[], filter: AttemptFilter): Attempt[] {
  return all.filter(
    (attempt) => attempt.call !== null && matches(attempt, filter, attempt.call.attempts - 1, attempt.call.latencyMs),
  );
}

function matches(attempt: Attempt, filter: AttemptFilter, retries: number, latencyMs: number): boolean {
  const among = <Item>(list: readonly Item[] | undefined, ...items: (Item | null)[]) =>
    list === undefined || items.some((item) => item !== null && list.includes(item));
  const { outcome, status, method, route, integration, credential, source } = attempt;
  const texts = [attempt.path, attempt.errorMessage, attempt.errorCode, attempt.callId];
  const { minRetries = 0, minLatencyMs = 0, q } = filter;
  return (
    among(filter.outcome, outcome) &&
    among(filter.statusClass, statusClassOf(status)) &&
    among(filter.status, status) &&
    among(filter.method, method) &&
    among(filter.route, route, route.slice(route.indexOf(" ") + 1)) &&
    among(filter.integration, integration) &&
    among(filter.credential, credential) &&
    among(filter.source, source) &&
    (minRetries === 0 || retries >= minRetries) &&
    (minLatencyMs === 0 || latencyMs >= minLatencyMs) &&
    (q === undefined || texts.some((text) => text?.toLowerCase().includes(q.toLowerCase())))
  );
}

export type Recount = {
  readonly cells: readonly FigureCell[];
  readonly p95s: readonly FigureP95[];
  readonly latencies: readonly number[];
};

type Asked = Pick<FiguresQuery, "range" | "filter" | "by" | "bucketSeconds" | "timeZone">;

/** Cells, percentiles and sorted latencies of a query, from all attempts there are. */
export function recount(all: readonly Attempt[], { range, filter, by, bucketSeconds, timeZone }: Asked): Recount {
  const starts = listBucketStarts(range, bucketSeconds, timeZone);
  const cells = new Map<string, { -readonly [Field in keyof FigureCell]: FigureCell[Field] }>();
  const latencies = new Map<string, { t: number; key: string; all: number[] }>();
  const meant = filterAttempts(all, filter).filter(
    ({ startedAtMs }) => startedAtMs >= range.fromMs && startedAtMs < range.toMs,
  );
  for (const attempt of meant) {
    const t = starts.findLast((start) => start <= attempt.startedAtMs) ?? Number.NaN;
    const key = keyOf(attempt, by);
    const { status, outcome } = attempt;
    const name = [t, key, status, outcome].join();
    const cell = cells.get(name) ?? { t, key, status, outcome, attempts: 0, calls: 0, retries: 0 };
    cells.set(name, cell);
    cell.attempts += 1;
    if (outcome === "blocked") continue;
    cell.calls += attempt.call === null ? 0 : 1;
    cell.retries += attempt.attempt > 1 ? 1 : 0;
    const point = latencies.get(`${t},${key}`) ?? { t, key, all: [] };
    latencies.set(`${t},${key}`, point);
    point.all.push(attempt.latencyMs);
  }
  return {
    cells: [...cells.values()],
    p95s: [...latencies.values()].map(({ t, key, all: some }) => ({ t, key, ms: percentileOf(some, 95) ?? 0 })),
    latencies: meant.filter(({ outcome }) => outcome !== "blocked").map(({ latencyMs }) => latencyMs),
  };
}

/** The nearest-rank percentile of latencies in any order. */
export function percentileOf(latencies: readonly number[], percent: number): number | null {
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[nearestRank(sorted.length, percent) - 1] ?? null;
}

function keyOf({ status, outcome, route, integration, credential }: Attempt, by: StatsDimension): string {
  switch (by) {
    case "statusClass":
      return statusClassOf(status);
    case "outcome":
      return outcome;
    case "status":
      return status === null ? "none" : String(status);
    case "route":
      return route;
    case "integration":
      return integration ?? "none";
    case "credential":
      return credential ?? "none";
    case "none":
      return "all";
  }
}
