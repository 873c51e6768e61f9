import type { Database } from "better-sqlite3";
import type { RecordedAttempt } from "#lib/model/attempt";
import type { AttemptPage, AttemptsQuery } from "#lib/store/report-store";
import { type StoredAttempt, selectStoredAttempts } from "#lib/store/sqlite/attempt-row";
import { type CallPlace, readCursor, writeCursor } from "#lib/store/sqlite/call-cursor";
import { outcomeCodes } from "#lib/store/sqlite/codes";
import { attemptConditions, type Condition, whereOf } from "#lib/store/sqlite/conditions";
import { attemptOf, totalsOf } from "#lib/store/sqlite/find-call";
import { prepareResolveFilter } from "#lib/store/sqlite/resolve-filter";
import type { Statements } from "#lib/store/sqlite/statements";

const index = "attempts_by_time";
const oldestFirst = "ORDER BY a.started_at_ms, a.id";

/** Prepares the reading of sent attempts, oldest first, along the index of time; a page looks at `scanMax` of them. */
export function prepareReadAttempts(
  db: Database,
  statements: Statements,
  scanMax: number,
): (query: AttemptsQuery) => AttemptPage {
  const resolveFilter = prepareResolveFilter(db);

  /** The last place that a page may look at; undefined if the range ends before. */
  function findScanEnd(along: readonly Condition[]): CallPlace | undefined {
    const where = whereOf(along);
    const sql = `SELECT a.started_at_ms AS startedAtMs, a.id FROM attempts a INDEXED BY ${index}
      ${where.sql} ${oldestFirst} LIMIT 1 OFFSET ?`;
    return statements.get<CallPlace>(sql).get(...where.values, scanMax - 1);
  }

  return ({ range, filter, limit, cursor }) => {
    const place = cursor === null ? null : readCursor(cursor);
    const resolved = resolveFilter(filter);
    if (resolved.impossible) return { data: [], nextCursor: null };
    const along = [startOf(range.fromMs, place), { sql: "a.started_at_ms < ?", values: [range.toMs] }];
    const rest = attemptConditions(resolved);
    const scanEnd = rest.length === 0 ? undefined : findScanEnd(along);
    const end: Condition[] = scanEnd
      ? [{ sql: "(a.started_at_ms, a.id) <= (?, ?)", values: placeValues(scanEnd) }]
      : [];
    const where = whereOf([...along, ...end, wasSent, ...rest]);
    const rows = statements
      .get<StoredAttempt>(`${selectStoredAttempts(index)} ${where.sql} ${oldestFirst} LIMIT ?`)
      .all(...where.values, limit + 1);
    return { data: rows.slice(0, limit).map(toRecorded), nextCursor: nextCursorOf(rows, limit, scanEnd) };
  };
}

const wasSent: Condition = { sql: `a.outcome <> ${outcomeCodes.blocked}`, values: [] };

// One lower bound, not two: SQLite would start at the earlier one and walk up to the other.
function startOf(fromMs: number, place: CallPlace | null): Condition {
  if (place === null || place.startedAtMs < fromMs) return { sql: "a.started_at_ms >= ?", values: [fromMs] };
  return { sql: "(a.started_at_ms, a.id) > (?, ?)", values: placeValues(place) };
}

function placeValues({ startedAtMs, id }: CallPlace): readonly [number, number] {
  return [startedAtMs, id];
}

function nextCursorOf(rows: readonly StoredAttempt[], limit: number, scanEnd: CallPlace | undefined): string | null {
  if (rows.length <= limit) return scanEnd ? writeCursor(scanEnd) : null;
  const last = rows[limit - 1];
  return last ? writeCursor({ startedAtMs: last.started_at_ms, id: last.id }) : null;
}

function toRecorded(row: StoredAttempt): RecordedAttempt {
  return { callId: row.call_id, ...attemptOf(row), call: totalsOf(row) };
}
