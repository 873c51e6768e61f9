import type { Database, Statement } from "better-sqlite3";
import type { Attempt, Exchange } from "#lib/model/attempt";
import type { AttemptOfCall, Call, CallDetail } from "#lib/model/call";
import { type StoredAttempt, selectStoredAttempts, sharedFieldsOf } from "#lib/store/sqlite/attempt-row";
import { partnerHeadersOf, stopReasonOf } from "#lib/store/sqlite/codes";

/** Prepares the look-up of one call with all its attempts. */
export function prepareFindCall(db: Database): (callId: string) => CallDetail | undefined {
  const selectAttempts = prepareSelectCall(db);
  const selectExchange = db
    .prepare<[string], string>(
      `SELECT e.content FROM exchanges e JOIN attempts a ON a.id = e.attempt_id
       WHERE a.call_id = ? ORDER BY a.attempt DESC LIMIT 1`,
    )
    .pluck();

  return (callId) => {
    const rows = selectAttempts.all(callId);
    const call = callOfRows(rows);
    if (!call) return undefined;
    const exchange = selectExchange.get(callId);
    return {
      call,
      attempts: rows.map(attemptOf),
      // Written by us from an Exchange, so it is one.
      exchange: exchange === undefined ? null : (JSON.parse(exchange) as Exchange),
    };
  };
}

/** Prepares the selection of all attempts of a call, in their order. */
export function prepareSelectCall(db: Database): Statement<[string], StoredAttempt> {
  return db.prepare(`${selectStoredAttempts()} WHERE a.call_id = ? ORDER BY a.attempt`);
}

type Totals = NonNullable<Attempt["call"]>;

/** A call as all its attempts tell it, in their order; undefined without one. */
export function callOfRows(rows: readonly StoredAttempt[]): Call | undefined {
  const last = rows.findLast((row) => row.call_started_at_ms !== null) ?? rows.at(-1);
  return last && callOf(last, totalsOf(last) ?? totalsSoFar(rows, last));
}

/** A call as its final attempt tells it. */
export function callOf(row: StoredAttempt, totals: Totals): Call {
  return {
    callId: row.call_id,
    startedAtMs: totals.startedAtMs,
    ...sharedFieldsOf(row),
    retries: Math.max(totals.attempts - 1, 0),
    attempts: totals.attempts,
    latencyMs: totals.latencyMs,
    heldBackMs: totals.heldBackMs,
    stopReason: totals.stopReason,
    problemId: row.problem,
  };
}

/** The totals on a final attempt's row; null on any other row. */
export function totalsOf(row: StoredAttempt): Totals | null {
  if (row.call_started_at_ms === null) return null;
  return {
    startedAtMs: row.call_started_at_ms,
    attempts: row.call_attempts ?? 0,
    latencyMs: row.call_latency_ms ?? 0,
    heldBackMs: row.call_held_back_ms ?? 0,
    stopReason: stopReasonOf(row.stop_reason),
  };
}

// A call between two attempts, or one that a crash cut short, has no final attempt.
function totalsSoFar(rows: readonly StoredAttempt[], last: StoredAttempt): Totals {
  const first = rows[0] ?? last;
  const heldBackMs = rows.reduce((sum, row) => sum + row.held_back_ms, 0);
  const startedAtMs = Math.floor(first.started_at_ms - first.held_back_ms);
  const latencyMs = last.started_at_ms + last.latency_ms - startedAtMs;
  return { startedAtMs, attempts: last.attempt, latencyMs, heldBackMs, stopReason: null };
}

/** An attempt in the words of the model, but for its call. */
export function attemptOf(row: StoredAttempt): AttemptOfCall {
  return {
    attempt: row.attempt,
    startedAtMs: row.started_at_ms,
    toldStartedAtMs: row.told_started_at_ms,
    ...sharedFieldsOf(row),
    latencyMs: row.latency_ms,
    ttfbMs: row.ttfb_ms,
    heldBackMs: row.held_back_ms,
    waitedMs: row.waited_ms,
    retryAfterMs: row.retry_after_ms,
    deprecation: row.deprecation,
    sunset: row.sunset,
    partnerHeaders: partnerHeadersOf(row.partner_headers),
  };
}
