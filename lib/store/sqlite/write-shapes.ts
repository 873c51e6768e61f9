import type { Database } from "better-sqlite3";
import type { Attempt } from "#lib/model/attempt";

type Ids = { readonly routeId: number; readonly integrationId: number | null };

/** Keeps shapes of requests. To be called inside the transaction of their attempts. */
export type ShapeWriter = {
  readonly keep: (attempt: Attempt, ids: Ids, problemId: number | null) => void;
  /** To be called when a transaction was rolled back. */
  readonly forget: () => void;
};

/** Prepares the keeping of the latest success of each route and integration, and of the first failure of each problem. */
export function createShapeWriter(db: Database): ShapeWriter {
  /** Since when each problem has a shape, so that the failures that follow cost nothing. */
  const firstAtMs = new Map<number, number>();
  const keepSuccess = db.prepare(`
    INSERT INTO request_shapes (route_id, integration_id, shape, at_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET shape = excluded.shape, at_ms = excluded.at_ms WHERE at_ms <= excluded.at_ms`);
  const keepFirst = db.prepare(`
    UPDATE problems SET first_shape = ?, first_shape_at_ms = ?
    WHERE id = ? AND (first_shape_at_ms IS NULL OR first_shape_at_ms > ?)`);

  return {
    keep({ requestShape, startedAtMs }, { routeId, integrationId }, problemId) {
      if (requestShape === null) return;
      if (problemId === null) {
        keepSuccess.run(routeId, integrationId ?? 0, requestShape, startedAtMs);
        return;
      }
      if ((firstAtMs.get(problemId) ?? Number.POSITIVE_INFINITY) <= startedAtMs) return;
      keepFirst.run(requestShape, startedAtMs, problemId, startedAtMs);
      firstAtMs.set(problemId, startedAtMs);
    },
    forget: () => firstAtMs.clear(),
  };
}
