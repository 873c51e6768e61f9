import type { ProblemState } from "#lib/model/problem";

/** A problem that has just had attempts, with them counted in. */
export type Recurrence = {
  readonly state: ProblemState;
  readonly regressAfterMs: number | null;
  readonly muteUntilAttempts: number | null;
  readonly attempts: number;
  /** Of the attempts that have just come, the start of the latest. */
  readonly latestMs: number;
};

/**
 * What a problem becomes by coming back, which is settled in the transaction of its attempts; null for what it was.
 * Attempts that started before it was resolved come late and do not bring it back.
 */
export function stateAfterRecurrence(problem: Recurrence): "regressed" | "ongoing" | null {
  const { state, regressAfterMs, muteUntilAttempts, attempts, latestMs } = problem;
  if (state === "resolved") return regressAfterMs !== null && latestMs > regressAfterMs ? "regressed" : null;
  if (state === "muted") return muteUntilAttempts !== null && attempts >= muteUntilAttempts ? "ongoing" : null;
  return null;
}
