import type { Database } from "better-sqlite3";
import type { DatedShape, ProblemShapes, RequestShape } from "#lib/model/request-shape";

type Problem = {
  readonly routeId: number;
  readonly shape: string | null;
  readonly atMs: number;
  readonly integrationId: number | null;
};
type Row = { readonly shape: string; readonly atMs: number };

/** Prepares the look-up of the shapes that a problem is explained by; undefined for no problem. */
export function prepareFindProblemShapes(db: Database): (publicId: string) => ProblemShapes | undefined {
  const selectProblem = db.prepare<[string], Problem>(`
    SELECT route_id AS routeId, first_shape AS shape, first_shape_at_ms AS atMs, (
        SELECT coalesce(integration_id, 0) FROM attempts INDEXED BY attempts_by_problem
        WHERE problem_id = p.id AND started_at_ms >= p.first_shape_at_ms ORDER BY started_at_ms LIMIT 1
      ) AS integrationId
    FROM problems p WHERE public_id = ?`);
  // Of the integration that failed first if it has one: others may ask in another way and be right, too.
  const selectSuccess = db.prepare<[number, number | null], Row>(`
    SELECT shape, at_ms AS atMs FROM request_shapes WHERE route_id = ?
    ORDER BY integration_id IS ? DESC, at_ms DESC LIMIT 1`);
  return (publicId) => {
    const problem = selectProblem.get(publicId);
    if (!problem) return undefined;
    const { routeId, integrationId, shape, atMs } = problem;
    const success = selectSuccess.get(routeId, integrationId);
    return {
      firstFailure: shape === null ? null : datedOf({ shape, atMs }),
      latestSuccess: success ? datedOf(success) : null,
    };
  };
}

/** Null for a shape that lost its form when secrets were taken out of it. */
function datedOf({ shape, atMs }: Row): DatedShape | null {
  try {
    // Written by us from a RequestShape, so it is one.
    return { shape: JSON.parse(shape) as RequestShape, atMs };
  } catch {
    return null;
  }
}
