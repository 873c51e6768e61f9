import type { Database } from "better-sqlite3";
import { outcomeCodes } from "#lib/store/sqlite/codes";
import type { RouteCaller, RouteCallersQuery } from "#lib/store/store";

/** Prepares who called some routes; a route costs as many rows as are counted of it, whatever it has. */
export function prepareListRouteCallers(db: Database): (query: RouteCallersQuery) => RouteCaller[] {
  // With max() SQLite takes the other columns from the row of the maximum.
  const query = db.prepare<[string, number, number, number], RouteCaller>(`
    SELECT r.route, i.name AS integration, c.fingerprint AS credential, c.last4 AS credentialLast4,
      count(*) AS calls, max(a.startedAtMs) AS lastAtMs, a.callId AS lastCallId
    FROM routes r JOIN (
      SELECT route_id AS routeId, integration_id AS integrationId, credential_id AS credentialId,
        call_started_at_ms AS startedAtMs, call_id AS callId
      FROM attempts INDEXED BY calls_by_route
      WHERE call_started_at_ms IS NOT NULL AND route_id = (SELECT id FROM routes WHERE route = ?)
        AND call_started_at_ms >= ? AND call_started_at_ms < ? AND outcome <> ${outcomeCodes.blocked}
      ORDER BY call_started_at_ms DESC LIMIT ?
    ) a ON a.routeId = r.id
    LEFT JOIN integrations i ON i.id = a.integrationId
    LEFT JOIN credentials c ON c.id = a.credentialId
    GROUP BY a.integrationId, a.credentialId ORDER BY calls DESC, lastAtMs DESC`);
  return ({ range, routes, callsMax }) =>
    routes.flatMap((route) => query.all(route, range.fromMs, range.toMs, callsMax));
}
