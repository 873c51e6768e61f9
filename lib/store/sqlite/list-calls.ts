import type { Database } from "better-sqlite3";
import type { CallPage } from "#lib/model/call";
import { type StoredAttempt, selectStoredAttempts } from "#lib/store/sqlite/attempt-row";
import { type CallPlace, readCursor, writeCursor } from "#lib/store/sqlite/call-cursor";
import { type CallIndex, chooseCallIndex } from "#lib/store/sqlite/call-index";
import { type Condition, callConditions, whereOf } from "#lib/store/sqlite/conditions";
import { callOf, totalsOf } from "#lib/store/sqlite/find-call";
import { prepareListMetCalls } from "#lib/store/sqlite/list-met-calls";
import { prepareResolveFilter } from "#lib/store/sqlite/resolve-filter";
import type { Statements } from "#lib/store/sqlite/statements";
import type { CallQuery } from "#lib/store/store";

/**
 * Rows that one page may look through for a filter that its index does not settle: some 100 ms. What is found by then
 * is the page, and its cursor goes on from there.
 */
export const defaultScanMax = 100_000;

const newestFirst = "ORDER BY a.call_started_at_ms DESC, a.id DESC";

/** Prepares the list of calls: by default final attempts along the index that suits the filter, newest first. */
export function prepareListCalls(
  db: Database,
  statements: Statements,
  scanMax: number,
): (query: CallQuery) => CallPage {
  const resolveFilter = prepareResolveFilter(db);
  const listMetCalls = prepareListMetCalls(db, statements, scanMax);

  /** The last place that a page may look at; undefined if the list ends before. */
  function findScanEnd(index: CallIndex, along: readonly Condition[]): CallPlace | undefined {
    const where = whereOf(along);
    const sql = `SELECT a.call_started_at_ms AS startedAtMs, a.id FROM attempts a INDEXED BY ${index.name}
      ${where.sql} ${newestFirst} LIMIT 1 OFFSET ?`;
    return statements.get<CallPlace>(sql).get(...where.values, scanMax - 1);
  }

  return ({ range, filter, limit, cursor, match = "last" }) => {
    const resolved = resolveFilter(filter);
    if (resolved.impossible) return { data: [], nextCursor: null };
    if (match === "any") return listMetCalls({ range, filter: resolved, limit, cursor });
    const index = chooseCallIndex(resolved);
    const until = endOf(range.toMs, cursor === null ? null : readCursor(cursor));
    const along = (from: Condition) => [...index.terms, isFinal, from, until];
    const wholeRange = along({ sql: "a.call_started_at_ms >= ?", values: [range.fromMs] });
    const rest = callConditions({ ...resolved, ...index.settled });
    const scanEnd = rest.length === 0 ? undefined : findScanEnd(index, wholeRange);
    const where = whereOf([...(scanEnd ? along(notAfter(scanEnd)) : wholeRange), ...rest]);
    const rows = statements
      .get<StoredAttempt>(`${selectStoredAttempts(index.name)} ${where.sql} ${newestFirst} LIMIT ?`)
      .all(...where.values, limit + 1);
    return { data: rows.slice(0, limit).map(toCall), nextCursor: nextCursorOf(rows, limit, scanEnd) };
  };
}

function nextCursorOf(rows: readonly StoredAttempt[], limit: number, scanEnd: CallPlace | undefined): string | null {
  if (rows.length <= limit) return scanEnd ? writeCursor(scanEnd) : null;
  const last = rows[limit - 1];
  return last ? writeCursor({ startedAtMs: last.call_started_at_ms ?? 0, id: last.id }) : null;
}

function toCall(row: StoredAttempt) {
  const totals = totalsOf(row);
  if (totals === null) throw new Error(`attempt ${row.id} is no final attempt`);
  return callOf(row, totals);
}

// What makes SQLite see that a partial index fits.
const isFinal: Condition = { sql: "a.call_started_at_ms IS NOT NULL", values: [] };

// One upper bound, not two: SQLite would start at the later one and walk down to the other.
function endOf(toMs: number, cursor: CallPlace | null): Condition {
  if (cursor === null || cursor.startedAtMs >= toMs) return { sql: "a.call_started_at_ms < ?", values: [toMs] };
  return { sql: "(a.call_started_at_ms, a.id) < (?, ?)", values: [cursor.startedAtMs, cursor.id] };
}

function notAfter({ startedAtMs, id }: CallPlace): Condition {
  return { sql: "(a.call_started_at_ms, a.id) >= (?, ?)", values: [startedAtMs, id] };
}
