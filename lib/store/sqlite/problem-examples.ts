import type { Database } from "better-sqlite3";
import type { ProblemExample } from "#lib/model/problem";

type Examples = Readonly<Record<"first" | "latest" | "slowest", ProblemExample>>;

/** Attempts among which the slowest is looked for: the latest ones, some 50 ms. */
const lookedThrough = 200_000;

/** Prepares the look-up of the attempts that show what a problem is like; undefined where none is kept. */
export function prepareFindProblemExamples(db: Database): (publicId: string) => Examples | undefined {
  const select = (order: string) =>
    db.prepare<[string], ProblemExample>(`
      SELECT a.call_id AS callId, a.attempt, a.started_at_ms AS startedAtMs, a.latency_ms AS latencyMs
      FROM attempts a INDEXED BY attempts_by_problem
      WHERE a.problem_id = (SELECT id FROM problems WHERE public_id = ?) ${order} LIMIT 1`);
  const first = select("ORDER BY a.started_at_ms, a.id");
  const latest = select("ORDER BY a.started_at_ms DESC, a.id DESC");
  const slowest = db.prepare<[string], ProblemExample>(`
    SELECT a.call_id AS callId, a.attempt, a.started_at_ms AS startedAtMs, a.latency_ms AS latencyMs
    FROM attempts a WHERE a.id = (
      SELECT id FROM (
        SELECT id, latency_ms, started_at_ms FROM attempts INDEXED BY attempts_by_problem
        WHERE problem_id = (SELECT id FROM problems WHERE public_id = ?)
        ORDER BY started_at_ms DESC LIMIT ${lookedThrough})
      ORDER BY latency_ms DESC, started_at_ms DESC LIMIT 1)`);

  return (publicId) => {
    const examples = { first: first.get(publicId), latest: latest.get(publicId), slowest: slowest.get(publicId) };
    return hasAll(examples) ? examples : undefined;
  };
}

function hasAll(examples: { readonly [Name in keyof Examples]: ProblemExample | undefined }): examples is Examples {
  return Object.values(examples).every((example) => example !== undefined);
}
