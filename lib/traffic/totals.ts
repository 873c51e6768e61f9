import { isBad, isFailure, type Outcome, type StatusClass, statusClassOf } from "#lib/model/outcome";
import type { StatsTotals } from "#lib/model/stats";
import type { Figures } from "#lib/store/store";

/** Sums all cells up. Blocked calls were never attempts: they count in `blocked` and `byOutcome.blocked` alone. */
export function totalsOf({ cells, latencyMs }: Pick<Figures, "cells" | "latencyMs">): StatsTotals {
  const byOutcome: Record<Outcome, number> = {
    success: 0,
    redirect: 0,
    client_error: 0,
    rate_limited: 0,
    server_error: 0,
    network_error: 0,
    aborted: 0,
    blocked: 0,
  };
  const byStatusClass: Record<StatusClass, number> = { "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0, none: 0 };
  const sums = { attempts: 0, calls: 0, retries: 0, bad: 0, failures: 0 };
  for (const { outcome, status, attempts, calls, retries } of cells) {
    byOutcome[outcome] += attempts;
    if (outcome === "blocked") continue;
    byStatusClass[statusClassOf(status)] += attempts;
    sums.attempts += attempts;
    sums.calls += calls;
    sums.retries += retries;
    if (isBad(outcome)) sums.bad += attempts;
    if (isFailure(outcome)) sums.failures += attempts;
  }
  const badRate = sums.attempts === 0 ? null : sums.bad / sums.attempts;
  return { ...sums, badRate, blocked: byOutcome.blocked, byStatusClass, byOutcome, latencyMs };
}
