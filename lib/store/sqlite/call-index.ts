import { outcomeCodes, sourceCodes } from "#lib/store/sqlite/codes";
import type { Condition } from "#lib/store/sqlite/conditions";
import type { ResolvedFilter } from "#lib/store/sqlite/resolve-filter";

/** The index that a list of calls runs along, newest first. */
export type CallIndex = {
  readonly name: string;
  /** What makes SQLite's partial index fit, and fixes its leading column. */
  readonly terms: readonly Condition[];
  /** Parts of the filter that the terms settle, so that they need not be asked again. */
  readonly settled: Partial<ResolvedFilter>;
};

const slowMs = 1_000;

/** The narrowest index that holds every call of the filter; `calls_by_time` if there is no better one. */
export function chooseCallIndex(filter: ResolvedFilter): CallIndex {
  const { callId, minRetries, minLatencyMs, statuses, credentialIds, routeIds, integrationIds, sources, problemIds } =
    filter;
  if (callId !== null) return equal("attempts_by_call", "call_id", callId, { callId: null });
  if (isOne(problemIds)) return equal("calls_by_problem", "problem_id", problemIds[0], { problemIds: null });
  if (minRetries !== null) return partial("calls_retried", "a.call_attempts > 1");
  if (minLatencyMs !== null && minLatencyMs >= slowMs) return partial("calls_slow", `a.call_latency_ms >= ${slowMs}`);
  if (isOne(statuses) && statuses[0] !== 200) {
    return equal("calls_by_status", "status", statuses[0], { statuses: null }, "a.status <> 200");
  }
  if (excludesSuccess(filter)) return partial("calls_not_successful", `a.outcome <> ${outcomeCodes.success}`);
  if (isOne(credentialIds))
    return equal("calls_by_credential", "credential_id", credentialIds[0], { credentialIds: null });
  if (isOne(routeIds)) return equal("calls_by_route", "route_id", routeIds[0], { routeIds: null });
  if (isOne(integrationIds)) {
    return equal("calls_by_integration", "integration_id", integrationIds[0], { integrationIds: null });
  }
  if (sources !== null && !sources.includes(sourceCodes.gateway)) {
    return partial("calls_not_gateway", `a.source <> ${sourceCodes.gateway}`);
  }
  return { name: "calls_by_time", terms: [], settled: {} };
}

/** The narrowest index that holds every attempt of the filter, in the order of their starts. */
export function chooseAttemptIndex(filter: ResolvedFilter): CallIndex {
  const { callId, problemIds } = filter;
  if (callId !== null) return equal("attempts_by_call", "call_id", callId, { callId: null });
  if (isOne(problemIds)) return equal("attempts_by_problem", "problem_id", problemIds[0], { problemIds: null });
  if (excludesSuccess(filter)) return partial("attempts_failed", `a.outcome <> ${outcomeCodes.success}`);
  return { name: "attempts_by_time", terms: [], settled: {} };
}

function excludesSuccess({ outcomes, statusClasses, statuses, problemIds }: ResolvedFilter): boolean {
  return (
    problemIds !== null ||
    (outcomes !== null && !outcomes.includes(outcomeCodes.success)) ||
    (statusClasses !== null && !statusClasses.includes("2xx")) ||
    statuses?.every((status) => status >= 300) === true
  );
}

function isOne(list: readonly number[] | null): list is readonly [number] {
  return list?.length === 1;
}

function partial(name: string, sql: string): CallIndex {
  return { name, terms: [{ sql, values: [] }], settled: {} };
}

function equal(
  name: string,
  column: string,
  value: number | string,
  settled: Partial<ResolvedFilter>,
  fit?: string,
): CallIndex {
  const terms: Condition[] = [{ sql: `a.${column} = ?`, values: [value] }];
  if (fit !== undefined) terms.push({ sql: fit, values: [] });
  return { name, terms, settled };
}
