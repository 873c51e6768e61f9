import { AppError } from "#lib/errors";
import type { MovedAttempt } from "#lib/model/ingest";
import type { FigureFacts } from "#lib/store/sqlite/figure-facts";
import type { WritingDatabase } from "#lib/store/sqlite/writing-database";

type MovingRow = Omit<FigureFacts, "final"> & {
  readonly id: number;
  readonly final: number;
  readonly problemId: number | null;
};

/**
 * Prepares the moving of stored attempts to other places in calls, all at once, so that two may change places; they are
 * counted out as they were and in as they are. To be called inside a transaction. Throws `unavailable` if one of them is
 * gone.
 */
export function prepareMoves({ db, figures, problems }: WritingDatabase): (moves: readonly MovedAttempt[]) => void {
  const select = db.prepare<[string, number], MovingRow>(`
    SELECT id, started_at_ms AS startedAtMs, route_id AS routeId, coalesce(integration_id, 0) AS integrationId,
      coalesce(credential_id, 0) AS credentialId, outcome, status, latency_ms AS latencyMs, attempt,
      call_attempts IS NOT NULL AS final, problem_id AS problemId
    FROM attempts WHERE call_id = ? AND attempt = ?`);
  // No attempt has a number below 0, and none has another's id, so nobody is in the way.
  const leave = db.prepare<[number]>("UPDATE attempts SET attempt = -id WHERE id = ?");
  const arrive = db.prepare(`
    UPDATE attempts SET call_id = ?, attempt = ?, call_started_at_ms = ?, call_attempts = ?, call_latency_ms = ?,
      call_held_back_ms = ? WHERE id = ?`);

  function find({ from }: MovedAttempt): MovingRow {
    const row = select.get(from.callId, from.attempt);
    if (row) return row;
    throw new AppError("unavailable", "What is stored has changed in this moment: send it once more");
  }

  return (moves) => {
    const moving = moves.map((move) => ({ ...move, row: find(move) }));
    for (const { from, to, row } of moving) {
      if (from.callId !== to.callId || from.attempt !== to.attempt) leave.run(row.id);
    }
    for (const { to, call, row } of moving) {
      const totals = [call?.startedAtMs, call?.attempts, call?.latencyMs, call?.heldBackMs];
      arrive.run(to.callId, to.attempt, ...totals.map((value) => value ?? null), row.id);
      const before = { ...row, final: row.final === 1 };
      const after = { ...row, attempt: to.attempt, final: call !== null };
      figures.count(before, -1);
      figures.count(after, 1);
      problems.count(row.problemId, before, -1);
      problems.count(row.problemId, after, 1);
    }
  };
}
