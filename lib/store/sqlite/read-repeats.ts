import type { Database } from "better-sqlite3";
import type { RepeatFigures } from "#lib/store/report-store";
import { outcomeOf, sourceCodes } from "#lib/store/sqlite/codes";
import type { Range } from "#lib/time/range";

/** Starts are kept to the millisecond, so a gap that was waited in full may seem up to two shorter. */
const roundingMs = 2;

type Row = {
  readonly after: number;
  readonly repetition: number;
  readonly byAjar: number;
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly asked: number;
  readonly honoured: number;
};

/** Prepares the summing up of repetitions: attempts but the first of their calls, joined to the one before. */
export function prepareReadRepeats(db: Database): (range: Range) => readonly RepeatFigures[] {
  const select = db.prepare<[number, number], Row>(`
    WITH repeats AS (
      SELECT a.outcome AS after, b.attempt - 1 AS repetition,
        a.source IN (${sourceCodes.console}, ${sourceCodes.gateway}) AS byAjar, a.retry_after_ms AS askedMs,
        max(0, b.started_at_ms - a.started_at_ms - a.latency_ms) AS gapMs
      FROM attempts b INDEXED BY attempts_by_time
      JOIN attempts a INDEXED BY attempts_by_call ON a.call_id = b.call_id AND a.attempt = b.attempt - 1
      WHERE b.started_at_ms >= ? AND b.started_at_ms < ? AND b.attempt > 1)
    SELECT after, repetition, byAjar, count(*) AS count, min(gapMs) AS min, percentile(gapMs, 50) AS median,
      max(gapMs) AS max, count(askedMs) AS asked,
      count(*) FILTER (WHERE gapMs >= askedMs - ${roundingMs}) AS honoured
    FROM repeats GROUP BY after, repetition, byAjar ORDER BY after, repetition, byAjar DESC`);
  return ({ fromMs, toMs }) =>
    select.all(fromMs, toMs).map(({ after, byAjar, min, median, max, ...row }) => ({
      ...row,
      after: outcomeOf(after),
      byAjar: byAjar === 1,
      gapMs: { min, median, max },
    }));
}
