import type { Database } from "better-sqlite3";
import type { Call, CallPage } from "#lib/model/call";
import { type StoredAttempt, selectStoredAttempts } from "#lib/store/sqlite/attempt-row";
import { type CallPlace, readCursor } from "#lib/store/sqlite/call-cursor";
import { type CallIndex, chooseAttemptIndex } from "#lib/store/sqlite/call-index";
import { attemptConditions, type Condition, whereOf } from "#lib/store/sqlite/conditions";
import { attemptOf, callOf, callOfRows, prepareSelectCall, totalsOf } from "#lib/store/sqlite/find-call";
import type { ResolvedFilter } from "#lib/store/sqlite/resolve-filter";
import { type ScanLimits, type ScannedList, scanPage } from "#lib/store/sqlite/scan-page";
import type { Statements } from "#lib/store/sqlite/statements";
import type { CallQuery } from "#lib/store/store";
import type { Range } from "#lib/time/range";

const newestFirst = "ORDER BY a.started_at_ms DESC, a.id DESC";

type MetQuery = Omit<CallQuery, "filter"> & { readonly filter: ResolvedFilter };

/**
 * Prepares the list of calls by what any of their attempts met: attempts along the index that suits the filter, and of
 * each call the newest that is meant.
 */
export function prepareListMetCalls(
  db: Database,
  statements: Statements,
  limits: ScanLimits,
): (query: MetQuery) => CallPage {
  const selectCall = prepareSelectCall(db);

  /**
   * The end of a stretch, with all attempts of its millisecond. In the order of time alone: no index has the id next, and a hundred thousand small sorts would take half a second.
   */
  function endOfStretch(index: CallIndex, along: readonly Condition[], length: number): CallPlace | undefined {
    const where = whereOf(along);
    const sql = `SELECT a.started_at_ms AS startedAtMs, 0 AS id FROM attempts a INDEXED BY ${index.name}
      ${where.sql} ORDER BY a.started_at_ms DESC LIMIT 1 OFFSET ?`;
    return statements.get<CallPlace>(sql).get(...where.values, length - 1);
  }

  function toCall(row: StoredAttempt): Call {
    const totals = totalsOf(row);
    const call = totals ? callOf(row, totals) : callOfRows(selectCall.all(row.call_id));
    if (!call) throw new Error(`attempt ${row.id} has no call`);
    const { attempt, startedAtMs, status, outcome, networkError, errorCode } = attemptOf(row);
    return { ...call, met: { attempt, startedAtMs, status, outcome, networkError, errorCode } };
  }

  return ({ range, filter, limit, cursor }) => {
    const index = chooseAttemptIndex(filter);
    const inRange: Condition = { sql: "a.started_at_ms >= ?", values: [range.fromMs] };
    const along = (after: CallPlace | null, from: Condition) => [...index.terms, from, endOf(range.toMs, after)];
    const rest = [...attemptConditions({ ...filter, ...index.settled }), isNewestOfItsCall(filter, range)];
    const list: ScannedList<StoredAttempt> = {
      endOfStretch: (after, length) => endOfStretch(index, along(after, inRange), length),
      find: (after, end, count) => {
        const where = whereOf([...along(after, end ? notAfter(end) : inRange), ...rest]);
        return statements
          .get<StoredAttempt>(`${selectStoredAttempts(index.name)} ${where.sql} ${newestFirst} LIMIT ?`)
          .all(...where.values, count);
      },
      placeOf: ({ started_at_ms: startedAtMs, id }) => ({ startedAtMs, id }),
    };
    const page = scanPage(list, limits, { after: cursor === null ? null : readCursor(cursor), limit });
    return { data: page.rows.map(toCall), nextCursor: page.nextCursor };
  };
}

/** A call is listed once, at the newest of its attempts that are meant, whichever page that is on. */
function isNewestOfItsCall(filter: ResolvedFilter, { toMs }: Range): Condition {
  const newer = whereOf([
    { sql: "n.call_id = a.call_id AND (n.started_at_ms, n.id) > (a.started_at_ms, a.id)", values: [] },
    { sql: "n.started_at_ms < ?", values: [toMs] },
    ...attemptConditions(filter, "n"),
  ]);
  return {
    sql: `NOT EXISTS (SELECT 1 FROM attempts n INDEXED BY attempts_by_call ${newer.sql})`,
    values: newer.values,
  };
}

// One upper bound, not two: SQLite would start at the later one and walk down to the other.
function endOf(toMs: number, cursor: CallPlace | null): Condition {
  if (cursor === null || cursor.startedAtMs >= toMs) return { sql: "a.started_at_ms < ?", values: [toMs] };
  return { sql: "(a.started_at_ms, a.id) < (?, ?)", values: [cursor.startedAtMs, cursor.id] };
}

function notAfter({ startedAtMs, id }: CallPlace): Condition {
  return { sql: "(a.started_at_ms, a.id) >= (?, ?)", values: [startedAtMs, id] };
}
