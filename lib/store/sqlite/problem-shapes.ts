import type { Database } from "better-sqlite3";
import type { DatedShape, ProblemShapes, RequestShape } from "#lib/model/request-shape";

type Row = { readonly shape: string; readonly atMs: number };

/** Prepares the look-up of the shapes that a problem is explained by; undefined for no problem. */
export function prepareFindProblemShapes(db: Database): (publicId: string) => ProblemShapes | undefined {
  const selectProblem = db.prepare<[string], { routeId: number; shape: string | null; atMs: number }>(
    "SELECT route_id AS routeId, first_shape AS shape, first_shape_at_ms AS atMs FROM problems WHERE public_id = ?",
  );
  const selectSuccess = db.prepare<[number], Row>(
    "SELECT shape, at_ms AS atMs FROM request_shapes WHERE route_id = ? ORDER BY at_ms DESC LIMIT 1",
  );
  return (publicId) => {
    const problem = selectProblem.get(publicId);
    if (!problem) return undefined;
    const { routeId, shape, atMs } = problem;
    const success = selectSuccess.get(routeId);
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
