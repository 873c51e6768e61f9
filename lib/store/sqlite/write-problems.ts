import type { Database } from "better-sqlite3";
import type { ProblemState } from "#lib/model/problem";
import { stateAfterRecurrence } from "#lib/store/recurrence";
import type { FigureFacts } from "#lib/store/sqlite/figure-facts";
import type { NameCaps, Names } from "#lib/store/sqlite/names";
import { createProblemIds, type ProblemIds } from "#lib/store/sqlite/problem-ids";
import { createShapeWriter, type ShapeWriter } from "#lib/store/sqlite/write-shapes";

type Facts = Pick<FigureFacts, "startedAtMs" | "integrationId" | "credentialId" | "final">;

/** Counts attempts into their problems, in memory until `write` inside the transaction of the rows. */
export type ProblemWriter = ProblemIds & {
  /** Counts an attempt in, or with -1 out. */
  readonly count: (problemId: number | null, facts: Facts, sign: 1 | -1) => void;
  readonly write: () => void;
  readonly keepShape: ShapeWriter["keep"];
};

type Hour = { readonly startsAtS: number; readonly facts: Facts; attempts: number; calls: number };
type Change = { attempts: number; calls: number; firstMs: number; lastMs: number; readonly hours: Map<string, Hour> };

type Row = {
  readonly state: ProblemState;
  readonly attempts: number;
  readonly regressAfterMs: number | null;
  readonly muteUntilAttempts: number | null;
};

const hourMs = 3_600_000;

/** Prepares the counting of problems on a writing connection. */
export function createProblemWriter(db: Database, names: Names, caps: NameCaps): ProblemWriter {
  const ids = createProblemIds(db, names, caps);
  const pending = new Map<number, Change>();
  const shapes = createShapeWriter(db);
  const writeCounts = prepareCounts(db);
  const comeBack = prepareComingBack(db);

  return {
    idOf: ids.idOf,
    keepShape: shapes.keep,
    count(problemId, facts, sign) {
      if (problemId === null) return;
      const change = changeOf(pending, problemId, facts.startedAtMs);
      const hour = hourOf(change, facts);
      change.firstMs = Math.min(change.firstMs, facts.startedAtMs);
      change.lastMs = Math.max(change.lastMs, facts.startedAtMs);
      for (const sums of [change, hour]) {
        sums.attempts += sign;
        if (facts.final) sums.calls += sign;
      }
    },
    write() {
      for (const [problemId, change] of pending) {
        const row = writeCounts(problemId, change);
        if (row && change.attempts > 0) comeBack(problemId, row, change.lastMs);
      }
      pending.clear();
    },
    forget() {
      ids.forget();
      shapes.forget();
      pending.clear();
    },
  };
}

function changeOf(pending: Map<number, Change>, problemId: number, startedAtMs: number): Change {
  let change = pending.get(problemId);
  if (!change) {
    change = { attempts: 0, calls: 0, firstMs: startedAtMs, lastMs: startedAtMs, hours: new Map() };
    pending.set(problemId, change);
  }
  return change;
}

function hourOf({ hours }: Change, facts: Facts): Hour {
  const startsAtS = Math.floor(facts.startedAtMs / hourMs) * (hourMs / 1_000);
  const name = `${startsAtS} ${facts.integrationId} ${facts.credentialId}`;
  let hour = hours.get(name);
  if (!hour) {
    hour = { startsAtS, facts, attempts: 0, calls: 0 };
    hours.set(name, hour);
  }
  return hour;
}

function prepareCounts(db: Database): (problemId: number, change: Change) => Row | undefined {
  const update = db.prepare<number[], Row>(`
    UPDATE problems SET attempts = attempts + ?, calls = calls + ?, first_seen_at_ms = min(first_seen_at_ms, ?),
      last_seen_at_ms = max(last_seen_at_ms, ?)
    WHERE id = ?
    RETURNING state, attempts, regress_after_ms AS regressAfterMs, mute_until_attempts AS muteUntilAttempts`);
  const upsertHour = db.prepare(`
    INSERT INTO problem_figures (problem_id, starts_at_s, integration_id, credential_id, attempts, calls)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET attempts = attempts + excluded.attempts, calls = calls + excluded.calls`);

  return (problemId, { attempts, calls, firstMs, lastMs, hours }) => {
    for (const { startsAtS, facts, ...sums } of hours.values()) {
      upsertHour.run(problemId, startsAtS, facts.integrationId, facts.credentialId, sums.attempts, sums.calls);
    }
    return update.get(attempts, calls, firstMs, lastMs, problemId);
  };
}

/** Changes the state of a problem that its attempts brought back, and tells it in the history. */
function prepareComingBack(db: Database): (problemId: number, row: Row, latestMs: number) => void {
  const firstAfter = db
    .prepare<[number, number], number>(
      "SELECT min(started_at_ms) FROM attempts WHERE problem_id = ? AND started_at_ms > ?",
    )
    .pluck();
  const regress = db.prepare(
    "UPDATE problems SET state = 'regressed', regressed_at_ms = ?, escalating_since_ms = NULL, revision = revision + 1 WHERE id = ?",
  );
  const unmute = db.prepare(`
    UPDATE problems SET state = 'ongoing', mute_kind = NULL, mute_until_attempts = NULL, revision = revision + 1
    WHERE id = ?`);
  const tell = db.prepare("INSERT INTO problem_events (problem_id, at_ms, state) VALUES (?, ?, ?)");

  return (problemId, row, latestMs) => {
    const state = stateAfterRecurrence({ ...row, latestMs });
    if (state === null) return;
    const regressedAtMs = state === "regressed" ? firstAfter.get(problemId, row.regressAfterMs ?? 0) : undefined;
    const atMs = regressedAtMs ?? latestMs;
    if (state === "regressed") regress.run(atMs, problemId);
    else unmute.run(problemId);
    tell.run(problemId, atMs, state);
  };
}
