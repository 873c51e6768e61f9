import type { Database } from "better-sqlite3";
import type { AttemptFilter } from "#lib/model/filter";
import { attemptConditions, whereOf } from "#lib/store/sqlite/conditions";
import { prepareResolveFilter } from "#lib/store/sqlite/resolve-filter";
import type { Statements } from "#lib/store/sqlite/statements";
import type { DeprecatedRoute } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** Prepares the list of routes that answered as deprecated in a range; an index of its own holds their attempts alone. */
export function prepareListDeprecatedRoutes(
  db: Database,
  statements: Statements,
): (range: Range, filter: AttemptFilter) => DeprecatedRoute[] {
  const resolveFilter = prepareResolveFilter(db);
  const inRange =
    "(a.deprecation IS NOT NULL OR a.sunset IS NOT NULL) AND a.started_at_ms >= ? AND a.started_at_ms < ?";
  return ({ fromMs, toMs }, filter) => {
    const resolved = resolveFilter(filter);
    // SQLite has no plan along a partial index for a condition that it sees to be always false.
    if (resolved.impossible) return [];
    const where = whereOf([{ sql: inRange, values: [fromMs, toMs] }, ...attemptConditions(resolved)]);
    // With max() SQLite takes the other columns from the row of the maximum.
    const query = statements.get<DeprecatedRoute>(`
      SELECT r.route, count(*) AS attempts, max(a.started_at_ms) AS lastAtMs, a.deprecation, a.sunset
      FROM attempts a INDEXED BY attempts_deprecated JOIN routes r ON r.id = a.route_id
      ${where.sql} GROUP BY a.route_id ORDER BY lastAtMs DESC, route`);
    return query.all(...where.values);
  };
}
