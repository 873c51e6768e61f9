import type { Database } from "better-sqlite3";
import type { RecordedAttempt } from "#lib/model/attempt";
import type { AttemptPage, AttemptsQuery } from "#lib/store/report-store";
import { type StoredAttempt, selectStoredAttempts } from "#lib/store/sqlite/attempt-row";
import { type CallPlace, readCursor } from "#lib/store/sqlite/call-cursor";
import { outcomeCodes } from "#lib/store/sqlite/codes";
import { attemptConditions, type Condition, whereOf } from "#lib/store/sqlite/conditions";
import { attemptOf, totalsOf } from "#lib/store/sqlite/find-call";
import { prepareResolveFilter } from "#lib/store/sqlite/resolve-filter";
import { type ScanLimits, type ScannedList, scanPage } from "#lib/store/sqlite/scan-page";
import type { Statements } from "#lib/store/sqlite/statements";

const index = "attempts_by_time";
const oldestFirst = "ORDER BY a.started_at_ms, a.id";

/** Prepares the reading of sent attempts, oldest first, along the index of time. */
export function prepareReadAttempts(
  db: Database,
  statements: Statements,
  limits: ScanLimits,
): (query: AttemptsQuery) => AttemptPage {
  const resolveFilter = prepareResolveFilter(db);

  function endOfStretch(along: readonly Condition[], length: number): CallPlace | undefined {
    const where = whereOf(along);
    const sql = `SELECT a.started_at_ms AS startedAtMs, a.id FROM attempts a INDEXED BY ${index}
      ${where.sql} ${oldestFirst} LIMIT 1 OFFSET ?`;
    return statements.get<CallPlace>(sql).get(...where.values, length - 1);
  }

  return ({ range, filter, limit, cursor }) => {
    const resolved = resolveFilter(filter);
    if (resolved.impossible) return { data: [], nextCursor: null };
    const inRange: Condition = { sql: "a.started_at_ms < ?", values: [range.toMs] };
    const along = (after: CallPlace | null, to: Condition) => [startOf(range.fromMs, after), to];
    const rest = attemptConditions(resolved);
    const list: ScannedList<StoredAttempt> = {
      // Without a filter nearly every row is meant.
      endOfStretch: (after, length) => (rest.length === 0 ? undefined : endOfStretch(along(after, inRange), length)),
      find: (after, end, count) => {
        const where = whereOf([...along(after, end ? notAfter(end) : inRange), wasSent, ...rest]);
        return statements
          .get<StoredAttempt>(`${selectStoredAttempts(index)} ${where.sql} ${oldestFirst} LIMIT ?`)
          .all(...where.values, count);
      },
      placeOf: ({ started_at_ms: startedAtMs, id }) => ({ startedAtMs, id }),
    };
    const page = scanPage(list, limits, { after: cursor === null ? null : readCursor(cursor), limit });
    return { data: page.rows.map(toRecorded), nextCursor: page.nextCursor };
  };
}

const wasSent: Condition = { sql: `a.outcome <> ${outcomeCodes.blocked}`, values: [] };

// One lower bound, not two: SQLite would start at the earlier one and walk up to the other.
function startOf(fromMs: number, place: CallPlace | null): Condition {
  if (place === null || place.startedAtMs < fromMs) return { sql: "a.started_at_ms >= ?", values: [fromMs] };
  return { sql: "(a.started_at_ms, a.id) > (?, ?)", values: placeValues(place) };
}

function notAfter(end: CallPlace): Condition {
  return { sql: "(a.started_at_ms, a.id) <= (?, ?)", values: placeValues(end) };
}

function placeValues({ startedAtMs, id }: CallPlace): readonly [number, number] {
  return [startedAtMs, id];
}

function toRecorded(row: StoredAttempt): RecordedAttempt {
  return { callId: row.call_id, ...attemptOf(row), call: totalsOf(row) };
}
