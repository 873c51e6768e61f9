import type { StatusClass } from "#lib/model/outcome";
import type { ResolvedFilter } from "#lib/store/sqlite/resolve-filter";
import type { Dimension } from "#lib/store/sqlite/rollups";

/** A term of a WHERE clause over `attempts a`: text of ours with `?` for every value. */
export type Condition = { readonly sql: string; readonly values: readonly (string | number)[] };

type Columns = { readonly outcome: string; readonly status: string };

/** How an attempt ended, in columns of these names; the status is NULL where there was none. */
function endingConditions(filter: ResolvedFilter, { outcome, status }: Columns): (Condition | null)[] {
  const ranges: Readonly<Record<StatusClass, string>> = {
    "2xx": `${status} < 300`,
    "3xx": `${status} >= 300 AND ${status} < 400`,
    "4xx": `${status} >= 400 AND ${status} < 500`,
    "5xx": `${status} >= 500`,
    none: `${status} IS NULL`,
  };
  const classes = filter.statusClasses?.map((name) => `(${ranges[name]})`);
  return [
    isIn(outcome, filter.outcomes),
    classes ? { sql: `(${classes.join(" OR ")})`, values: [] } : null,
    isIn(status, filter.statuses),
  ];
}

/** Conditions that calls and attempts have in common. */
function sharedConditions(filter: ResolvedFilter, row = "a"): (Condition | null)[] {
  return [
    ...endingConditions(filter, { outcome: `${row}.outcome`, status: `${row}.status` }),
    isIn(`${row}.route_id`, filter.routeIds),
    isIn(`${row}.integration_id`, filter.integrationIds),
    isIn(`${row}.credential_id`, filter.credentialIds),
    isIn(`${row}.source`, filter.sources),
    isIn(`${row}.problem_id`, filter.problemIds),
    filter.callId === null ? null : { sql: `${row}.call_id = ?`, values: [filter.callId] },
    filter.text === null ? null : contains(row, filter.text),
    filter.impossible ? { sql: "0", values: [] } : null,
  ];
}

/** Calls, by their final attempts: retries and whole latency stand there. */
export function callConditions(filter: ResolvedFilter): Condition[] {
  const { minRetries, minLatencyMs } = filter;
  return present([
    ...sharedConditions(filter),
    minRetries === null ? null : { sql: "a.call_attempts > ?", values: [minRetries] },
    minLatencyMs === null ? null : { sql: "a.call_latency_ms >= ?", values: [minLatencyMs] },
  ]);
}

/** Attempts of calls with that many retries, and attempts that took that long themselves; they are rows of this name. */
export function attemptConditions(filter: ResolvedFilter, row = "a"): Condition[] {
  const { minRetries, minLatencyMs } = filter;
  const retried = `EXISTS (SELECT 1 FROM attempts b WHERE b.call_id = ${row}.call_id AND b.attempt > ?)`;
  return present([
    ...sharedConditions(filter, row),
    minRetries === null ? null : { sql: retried, values: [minRetries] },
    minLatencyMs === null ? null : { sql: `${row}.latency_ms >= ?`, values: [minLatencyMs] },
  ]);
}

/** Rows of a rollup `figures f` whose key is of the given dimension. */
export function figureConditions(filter: ResolvedFilter, dimension: Dimension): Condition[] {
  const keys: Readonly<Record<Dimension, readonly number[] | null>> = {
    all: null,
    route: filter.routeIds,
    integration: filter.integrationIds,
    credential: filter.credentialIds,
  };
  return present([
    ...endingConditions(filter, { outcome: "f.outcome", status: "nullif(f.status, 0)" }),
    isIn("f.key", keys[dimension]),
    filter.impossible ? { sql: "0", values: [] } : null,
  ]);
}

/** Joins conditions into a WHERE clause and its values. */
export function whereOf(conditions: readonly Condition[]): { sql: string; values: (string | number)[] } {
  return {
    sql: `WHERE ${conditions.map(({ sql }) => sql).join(" AND ") || "1"}`,
    values: conditions.flatMap(({ values }) => [...values]),
  };
}

function present(conditions: readonly (Condition | null)[]): Condition[] {
  return conditions.filter((condition) => condition !== null);
}

function isIn(column: string, values: readonly number[] | null): Condition | null {
  return values && { sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] };
}

function contains(row: string, text: string): Condition {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const columns = ["path", "error_message", "error_code", "call_id"].map((column) => `${row}.${column}`);
  return {
    sql: `(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(" OR ")})`,
    values: columns.map(() => pattern),
  };
}
