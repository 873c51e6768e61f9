import type { StatusClass } from "#lib/model/outcome";
import type { ResolvedFilter } from "#lib/store/sqlite/resolve-filter";

/** A term of a WHERE clause over `attempts a`: text of ours with `?` for every value. */
export type Condition = { readonly sql: string; readonly values: readonly (string | number)[] };

const statusRanges: Readonly<Record<StatusClass, string>> = {
  "2xx": "a.status < 300",
  "3xx": "a.status >= 300 AND a.status < 400",
  "4xx": "a.status >= 400 AND a.status < 500",
  "5xx": "a.status >= 500",
  none: "a.status IS NULL",
};

/** Conditions that calls and attempts have in common, but for those that `without` names. */
export function sharedConditions(filter: ResolvedFilter, without: readonly (keyof ResolvedFilter)[] = []): Condition[] {
  const asks = <Key extends keyof ResolvedFilter>(key: Key) => (without.includes(key) ? null : filter[key]);
  const classes = asks("statusClasses");
  const callId = asks("callId");
  const conditions = [
    isIn("a.outcome", asks("outcomes")),
    classes && { sql: `(${classes.map((name) => `(${statusRanges[name]})`).join(" OR ")})`, values: [] },
    isIn("a.status", asks("statuses")),
    isIn("a.route_id", asks("routeIds")),
    isIn("a.integration_id", asks("integrationIds")),
    isIn("a.credential_id", asks("credentialIds")),
    isIn("a.source", asks("sources")),
    callId === null ? null : { sql: "a.call_id = ?", values: [callId] },
    filter.text === null ? null : contains(filter.text),
    filter.impossible ? { sql: "0", values: [] } : null,
  ];
  return conditions.filter((condition) => condition !== null);
}

/** A call's retries and its whole latency stand on its final attempt. */
export function callConditions(filter: ResolvedFilter, without: readonly (keyof ResolvedFilter)[] = []): Condition[] {
  const conditions = sharedConditions(filter, without);
  const { minRetries, minLatencyMs } = filter;
  if (minRetries !== null && !without.includes("minRetries")) {
    conditions.push({ sql: "a.call_attempts > ?", values: [minRetries] });
  }
  if (minLatencyMs !== null) conditions.push({ sql: "a.call_latency_ms >= ?", values: [minLatencyMs] });
  return conditions;
}

/** Attempts of calls with that many retries, and attempts that took that long themselves. */
export function attemptConditions(filter: ResolvedFilter): Condition[] {
  const conditions = sharedConditions(filter);
  const { minRetries, minLatencyMs } = filter;
  if (minRetries !== null) {
    const sql = "EXISTS (SELECT 1 FROM attempts b WHERE b.call_id = a.call_id AND b.attempt > ?)";
    conditions.push({ sql, values: [minRetries] });
  }
  if (minLatencyMs !== null) conditions.push({ sql: "a.latency_ms >= ?", values: [minLatencyMs] });
  return conditions;
}

/** Joins conditions into a WHERE clause and its values. */
export function whereOf(conditions: readonly Condition[]): { sql: string; values: (string | number)[] } {
  return {
    sql: `WHERE ${conditions.map(({ sql }) => sql).join(" AND ") || "1"}`,
    values: conditions.flatMap(({ values }) => [...values]),
  };
}

function isIn(column: string, values: readonly number[] | null): Condition | null {
  return values && { sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] };
}

function contains(text: string): Condition {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const columns = ["a.path", "a.error_message", "a.error_code", "a.call_id"];
  return {
    sql: `(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(" OR ")})`,
    values: columns.map(() => pattern),
  };
}
