import type { Database } from "better-sqlite3";
import type { Kept } from "#lib/store/sqlite/figure-scope";

/** Moments that retention leaves behind: there is nothing before them. */
export type Mark = "rows_from" | "figures_from";

/** What is kept, 0 where nothing has been deleted yet. */
export function prepareReadKept(db: Database): () => Kept {
  const select = db.prepare<[Mark], number>("SELECT at_ms FROM marks WHERE name = ?").pluck();
  return () => ({ rowsFromMs: select.get("rows_from") ?? 0, figuresFromMs: select.get("figures_from") ?? 0 });
}

/** Prepares the raising of a mark; it never goes back. */
export function prepareRaiseMark(db: Database): (mark: Mark, atMs: number) => void {
  const upsert = db.prepare(
    "INSERT INTO marks (name, at_ms) VALUES (?, ?) ON CONFLICT DO UPDATE SET at_ms = max(at_ms, excluded.at_ms)",
  );
  return (mark, atMs) => void upsert.run(mark, atMs);
}
