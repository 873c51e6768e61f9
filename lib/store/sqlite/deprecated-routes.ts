import type { Database } from "better-sqlite3";
import type { DeprecatedRoute } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** Prepares the list of routes that answered as deprecated in a range; an index of its own holds their attempts alone. */
export function prepareListDeprecatedRoutes(db: Database): (range: Range) => DeprecatedRoute[] {
  // With max() SQLite takes the other columns from the row of the maximum.
  const query = db.prepare<[number, number], DeprecatedRoute>(`
    SELECT r.route, count(*) AS attempts, max(a.started_at_ms) AS lastAtMs,
      a.deprecation, a.sunset
    FROM attempts a INDEXED BY attempts_deprecated JOIN routes r ON r.id = a.route_id
    WHERE (a.deprecation IS NOT NULL OR a.sunset IS NOT NULL) AND a.started_at_ms >= ? AND a.started_at_ms < ?
    GROUP BY a.route_id ORDER BY lastAtMs DESC, route`);
  return ({ fromMs, toMs }) => query.all(fromMs, toMs);
}
