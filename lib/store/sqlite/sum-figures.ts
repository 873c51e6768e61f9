import { outcomeCodes } from "#lib/store/sqlite/codes";
import { attemptConditions, figureConditions, whereOf } from "#lib/store/sqlite/conditions";
import { bucketOf, type Stretch } from "#lib/store/sqlite/figure-plan";
import type { FigureSink } from "#lib/store/sqlite/figure-sink";
import type { ResolvedFilter } from "#lib/store/sqlite/resolve-filter";
import type { Rollup } from "#lib/store/sqlite/rollups";
import type { SeriesKeys } from "#lib/store/sqlite/series-keys";
import type { Statements } from "#lib/store/sqlite/statements";

/** What is summed up: how series are told apart, which attempts are meant, and where they go. */
export type Summing = {
  readonly keys: SeriesKeys;
  readonly filter: ResolvedFilter;
  readonly sink: FigureSink;
  /** False where nobody asks for latencies: the histograms are most of what a rollup holds. */
  readonly withLatency: boolean;
};

/** Adds all attempts of the stretches, oldest first, and takes off what is to be taken off. */
export function sumStretches(statements: Statements, stretches: readonly Stretch[], summing: Summing): void {
  // SQLite has no plan along the partial index of problems for a condition that it sees to be always false.
  if (summing.filter.impossible) return;
  for (const stretch of stretches) {
    if (stretch.rollup) sumRollup(statements, stretch, stretch.rollup, summing);
    else sumRows(statements, stretch, summing);
  }
}

type RollupRow = [
  startsAtS: number,
  dimensionKey: number,
  outcome: number,
  status: number,
  attempts: number,
  calls: number,
  retries: number,
  latencies: Buffer,
];

function sumRollup(statements: Statements, stretch: Stretch, rollup: Rollup, summing: Summing): void {
  const { keys, filter, sink, withLatency } = summing;
  const within = "f.rollup = ? AND f.starts_at_s >= ? AND f.starts_at_s < ?";
  const values = [rollup.id, stretch.fromMs / 1_000, stretch.toMs / 1_000];
  const where = whereOf([{ sql: within, values }, ...figureConditions(filter, rollup.dimension)]);
  const rows = statements.get<RollupRow>(`
    SELECT f.starts_at_s, f.key, f.outcome, f.status, f.attempts, f.calls, f.retries, ${withLatency ? "f.latencies" : "x''"}
    FROM figures f ${where.sql} ORDER BY f.starts_at_s`);
  for (const row of rows.raw().iterate(...where.values)) {
    const [startsAtS, dimensionKey, outcome, status, attempts, calls, retries, latencies] = row;
    const key = keys.keyOf(dimensionKey, outcome, status);
    const t = bucketOf(startsAtS * 1_000, stretch);
    const sent = outcome !== outcomeCodes.blocked;
    sink.add({ t, key, outcome, status, attempts, calls, retries }, sent ? latencies : null);
  }
}

type RawRow = [
  startedAtMs: number,
  dimensionKey: number,
  outcome: number,
  status: number,
  attempt: number,
  final: number,
  latencyMs: number,
];

function sumRows(statements: Statements, stretch: Stretch, { keys, filter, sink }: Summing): void {
  const within = "a.started_at_ms >= ? AND a.started_at_ms < ?";
  const where = whereOf([{ sql: within, values: [stretch.fromMs, stretch.toMs] }, ...attemptConditions(filter)]);
  const rows = statements.get<RawRow>(`
    SELECT a.started_at_ms, coalesce(${keys.column}, 0), a.outcome, coalesce(a.status, 0), a.attempt,
      a.call_attempts IS NOT NULL, a.latency_ms
    FROM attempts a INDEXED BY ${filter.problemIds ? "attempts_by_problem" : "attempts_by_time"} ${where.sql} ORDER BY a.started_at_ms`);
  const { sign } = stretch;
  for (const row of rows.raw().iterate(...where.values)) {
    const [startedAtMs, dimensionKey, outcome, status, attempt, final, latencyMs] = row;
    const sent = outcome !== outcomeCodes.blocked;
    const key = keys.keyOf(dimensionKey, outcome, status);
    const t = bucketOf(startedAtMs, stretch);
    const calls = sent && final ? sign : 0;
    const retries = sent && attempt > 1 ? sign : 0;
    sink.add({ t, key, outcome, status, attempts: sign, calls, retries }, sent ? latencyMs : null);
  }
}
