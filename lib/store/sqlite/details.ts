import type { Database } from "better-sqlite3";
import type { DetailChange, DetailRow, DetailSource } from "#lib/store/detail-store";

type Place = { readonly table: string; readonly columns: readonly [string, ...string[]] };

const places: Readonly<Record<DetailSource, Place>> = {
  attempts: { table: "attempts", columns: ["path", "error_code", "error_message"] },
  exchanges: { table: "exchanges", columns: ["content"] },
  routes: { table: "routes", columns: ["route"] },
  problems: { table: "problems", columns: ["error_code", "first_shape", "fields"] },
  shapes: { table: "request_shapes", columns: ["shape"] },
  notes: { table: "problem_events", columns: ["note"] },
  deploys: { table: "deploys", columns: ["release"] },
  alerts: { table: "alerts", columns: ["summary", "subjects"] },
  alertEvents: { table: "alert_events", columns: ["words"] },
  silences: { table: "alert_silences", columns: ["reason"] },
  messages: { table: "deliveries", columns: ["payload", "last_answer"] },
};

/** Names that must differ in their table get a number behind them; so many would fall together by malice alone. */
const sameNamesMax = 1_000;

/** What the reading threads can be asked about texts. */
export function prepareReadDetails(db: Database) {
  return (source: DetailSource, afterId: number, limit: number): DetailRow[] => {
    const { table, columns } = places[source];
    const select = db.prepare<[number, number], (string | null)[]>(
      `SELECT rowid, ${columns.join(", ")} FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
    );
    return select
      .raw()
      .all(afterId, limit)
      .map(([id, ...texts]) => ({ id: Number(id), texts }));
  };
}

/** What the writing thread can be asked about them. Each verb is one short transaction. */
export function prepareRewriteDetails(db: Database) {
  const run = db.transaction((source: DetailSource, changes: readonly DetailChange[]) => {
    const { table, columns } = places[source];
    for (const { id, column, from, to } of changes) {
      const name = columns[column] ?? columns[0];
      const update = db.prepare(`UPDATE OR IGNORE ${table} SET ${name} = ? WHERE rowid = ? AND ${name} = ?`);
      const isThere = db.prepare(`SELECT 1 FROM ${table} WHERE rowid = ? AND ${name} = ?`);
      for (let number = 1; number <= sameNamesMax; number++) {
        const done = update.run(number === 1 ? to : `${to}-${number}`, id, from).changes === 1;
        if (done || isThere.get(id, from) === undefined) break;
      }
    }
  });
  return {
    rewriteDetails: (source: DetailSource, changes: readonly DetailChange[]) => run.immediate(source, changes),
    emptyLog(): boolean {
      const [result] = db.pragma("wal_checkpoint(TRUNCATE)") as { readonly busy: number }[];
      return result?.busy === 0;
    },
  };
}
