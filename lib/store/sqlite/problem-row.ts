import type { Mute, Problem, ProblemState, Standing } from "#lib/model/problem";
import { networkErrorOf, outcomeOf } from "#lib/store/sqlite/codes";

/** A problem as it is read, with the names of its route. */
export type StoredProblem = {
  readonly id: number;
  readonly public_id: string;
  readonly method: string;
  readonly route: string;
  readonly fingerprint: string;
  readonly outcome: number;
  readonly status: number | null;
  readonly error_code: string | null;
  readonly fields: string;
  readonly network_error: number | null;
  readonly other: number;
  readonly first_seen_at_ms: number;
  readonly last_seen_at_ms: number;
  readonly attempts: number;
  readonly calls: number;
  readonly state: ProblemState;
  readonly mute_kind: Mute["kind"] | null;
  readonly mute_until_ms: number | null;
  readonly mute_until_attempts: number | null;
  readonly resolved_at_ms: number | null;
  readonly regress_after_ms: number | null;
  readonly regressed_at_ms: number | null;
  readonly escalating_since_ms: number | null;
  readonly revision: number;
};

/** Reads `StoredProblem` rows from `problems p`; conditions follow. */
export const selectStoredProblems = "SELECT p.*, r.method, r.route FROM problems p JOIN routes r ON r.id = p.route_id";

/** A problem in the words of the model. */
export function problemOf(row: StoredProblem): Problem {
  return {
    id: row.public_id,
    method: row.method,
    route: row.route,
    fingerprint: row.fingerprint,
    outcome: outcomeOf(row.outcome),
    status: row.status,
    errorCode: row.error_code,
    // Written by us from a list of names, so it is one.
    fields: JSON.parse(row.fields) as string[],
    networkError: networkErrorOf(row.network_error),
    other: row.other === 1,
    firstSeenAtMs: row.first_seen_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    attempts: row.attempts,
    calls: row.calls,
    ...standingOf(row),
    revision: row.revision,
  };
}

function standingOf(row: StoredProblem): Standing {
  return {
    state: row.state,
    mute: muteOf(row),
    resolvedAtMs: row.resolved_at_ms,
    regressAfterMs: row.regress_after_ms,
    regressedAtMs: row.regressed_at_ms,
    escalatingSinceMs: row.escalating_since_ms,
  };
}

function muteOf({ mute_kind, mute_until_ms, mute_until_attempts }: StoredProblem): Mute | null {
  switch (mute_kind) {
    case "until":
      return { kind: "until", atMs: mute_until_ms ?? 0 };
    case "count":
      return { kind: "count", attempts: mute_until_attempts ?? 0 };
    case null:
      return null;
    default:
      return { kind: mute_kind };
  }
}

/** The columns of a standing. */
export function standingColumns(standing: Standing) {
  const { state, mute, resolvedAtMs, regressAfterMs, regressedAtMs, escalatingSinceMs } = standing;
  return {
    ...{ state, resolvedAtMs, regressAfterMs, regressedAtMs, escalatingSinceMs },
    muteKind: mute?.kind ?? null,
    muteUntilMs: mute?.kind === "until" ? mute.atMs : null,
    muteUntilAttempts: mute?.kind === "count" ? mute.attempts : null,
  };
}
