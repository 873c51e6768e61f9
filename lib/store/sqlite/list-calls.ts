import type { Database } from "better-sqlite3";
import type { CallPage } from "#lib/model/call";
import { type StoredAttempt, selectStoredAttempts } from "#lib/store/sqlite/attempt-row";
import { type CallPlace, readCursor } from "#lib/store/sqlite/call-cursor";
import { type CallIndex, chooseCallIndex } from "#lib/store/sqlite/call-index";
import { type Condition, callConditions, whereOf } from "#lib/store/sqlite/conditions";
import { callOf, totalsOf } from "#lib/store/sqlite/find-call";
import { prepareListMetCalls } from "#lib/store/sqlite/list-met-calls";
import { prepareResolveFilter } from "#lib/store/sqlite/resolve-filter";
import { type ScanLimits, type ScannedList, scanPage } from "#lib/store/sqlite/scan-page";
import type { Statements } from "#lib/store/sqlite/statements";
import type { CallQuery } from "#lib/store/store";

const newestFirst = "ORDER BY a.call_started_at_ms DESC, a.id DESC";

/** Prepares the list of calls: by default final attempts along the index that suits the filter, newest first. */
export function prepareListCalls(
  db: Database,
  statements: Statements,
  limits: ScanLimits,
): (query: CallQuery) => CallPage {
  const resolveFilter = prepareResolveFilter(db);
  const listMetCalls = prepareListMetCalls(db, statements, limits);

  function endOfStretch(index: CallIndex, along: readonly Condition[], length: number): CallPlace | undefined {
    const where = whereOf(along);
    const sql = `SELECT a.call_started_at_ms AS startedAtMs, a.id FROM attempts a INDEXED BY ${index.name}
      ${where.sql} ${newestFirst} LIMIT 1 OFFSET ?`;
    return statements.get<CallPlace>(sql).get(...where.values, length - 1);
  }

  return ({ range, filter, limit, cursor, match = "last" }) => {
    const resolved = resolveFilter(filter);
    if (resolved.impossible) return { data: [], nextCursor: null };
    if (match === "any") return listMetCalls({ range, filter: resolved, limit, cursor });
    const index = chooseCallIndex(resolved);
    const inRange: Condition = { sql: "a.call_started_at_ms >= ?", values: [range.fromMs] };
    const along = (after: CallPlace | null, from: Condition) => [
      ...index.terms,
      isFinal,
      from,
      endOf(range.toMs, after),
    ];
    const rest = callConditions({ ...resolved, ...index.settled });
    const list: ScannedList<StoredAttempt> = {
      // Where the index settles all, each row is meant.
      endOfStretch: (after, length) =>
        rest.length === 0 ? undefined : endOfStretch(index, along(after, inRange), length),
      find: (after, end, count) => {
        const where = whereOf([...along(after, end ? notAfter(end) : inRange), ...rest]);
        return statements
          .get<StoredAttempt>(`${selectStoredAttempts(index.name)} ${where.sql} ${newestFirst} LIMIT ?`)
          .all(...where.values, count);
      },
      placeOf: ({ call_started_at_ms, id }) => ({ startedAtMs: call_started_at_ms ?? 0, id }),
    };
    const page = scanPage(list, limits, { after: cursor === null ? null : readCursor(cursor), limit });
    return { data: page.rows.map(toCall), nextCursor: page.nextCursor };
  };
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
