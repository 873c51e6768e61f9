import type { Database } from "better-sqlite3";
import type { ProblemFigures } from "#lib/model/problem";
import type { ProblemFiguresQuery } from "#lib/store/problem-store";
import { prepareReadKept } from "#lib/store/sqlite/marks";
import { ofSenders, prepareResolveSenders, type Senders } from "#lib/store/sqlite/problem-senders";
import { cutForRows, cutRange, type ProblemStretches } from "#lib/store/sqlite/problem-stretches";
import { listBucketStarts } from "#lib/time/bucket";

/** Attempts of one moment and one sender, summed up or single. */
type Part = readonly [atMs: number, integrationId: number, credentialId: number, attempts: number, calls: number];

type Split = Map<number, number>;

const hourMs = 3_600_000;

/** Prepares what problems did over time, and split by who met them. */
export function prepareReadProblemFigures(db: Database): (query: ProblemFiguresQuery) => ProblemFigures[] {
  const readKept = prepareReadKept(db);
  const findId = db.prepare<[string], number>("SELECT id FROM problems WHERE public_id = ?").pluck();
  const resolveSenders = prepareResolveSenders(db);
  const readParts = prepareParts(db);
  const names = prepareSplitNames(db);

  return ({ ids, range, senders: named, bucketSeconds: asked, timeZone }) => {
    const { rowsFromMs } = readKept();
    const senders = resolveSenders(named);
    const bucketSeconds = asked < 3_600 && range.fromMs < rowsFromMs ? 3_600 : asked;
    const starts = listBucketStarts(range, bucketSeconds, timeZone);
    const fitsHours = bucketSeconds >= 3_600 && starts.every((start) => start % hourMs === 0);
    const stretches = fitsHours ? cutRange(range, rowsFromMs) : cutForRows(range, rowsFromMs);

    return ids.flatMap((id): ProblemFigures[] => {
      const problemId = findId.get(id);
      if (problemId === undefined) return [];
      const { sums, integrations, credentials, ...points } = sumUp(readParts(problemId, stretches, senders), starts);
      return [
        {
          id,
          ...sums,
          points: starts.map((t, index) => ({ t, attempts: points.attemptsOf[index] ?? 0 })),
          integrations: mostFirst(integrations).map(([key, attempts]) => ({ ...names.integration(key), attempts })),
          credentials: mostFirst(credentials).map(([key, attempts]) => ({ ...names.credential(key), attempts })),
        },
      ];
    });
  };
}

function prepareParts(db: Database) {
  const hours = db
    .prepare<[number, number, number, Senders], Part>(`
      SELECT starts_at_s * 1000, integration_id, credential_id, attempts, calls FROM problem_figures
      WHERE problem_id = ? AND starts_at_s >= ? AND starts_at_s < ? AND ${ofSenders} ORDER BY starts_at_s`)
    .raw();
  const rows = db
    .prepare<[number, number, number, Senders], Part>(`
      SELECT started_at_ms, coalesce(integration_id, 0), coalesce(credential_id, 0), 1, call_attempts IS NOT NULL
      FROM attempts INDEXED BY attempts_by_problem
      WHERE problem_id = ? AND started_at_ms >= ? AND started_at_ms < ? AND ${ofSenders} ORDER BY started_at_ms`)
    .raw();

  return function* read(problemId: number, stretches: ProblemStretches, senders: Senders): Generator<Part> {
    yield* hours.iterate(problemId, stretches.hours.fromMs / 1_000, stretches.hours.toMs / 1_000, senders);
    for (const { fromMs, toMs } of stretches.edges) yield* rows.iterate(problemId, fromMs, toMs, senders);
  };
}

function sumUp(parts: Iterable<Part>, starts: readonly number[]) {
  const sums = { attempts: 0, calls: 0 };
  const attemptsOf: number[] = [];
  const integrations: Split = new Map();
  const credentials: Split = new Map();
  for (const [atMs, integrationId, credentialId, attempts, calls] of parts) {
    sums.attempts += attempts;
    sums.calls += calls;
    const index = bucketAt(starts, atMs);
    attemptsOf[index] = (attemptsOf[index] ?? 0) + attempts;
    integrations.set(integrationId, (integrations.get(integrationId) ?? 0) + attempts);
    credentials.set(credentialId, (credentials.get(credentialId) ?? 0) + attempts);
  }
  return { sums, attemptsOf, integrations, credentials };
}

/** The last bucket that starts by then; an hour of which only the end is in the range counts in the first. */
function bucketAt(starts: readonly number[], atMs: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

function mostFirst(split: Split): [number, number][] {
  return [...split].sort(([keyA, a], [keyB, b]) => b - a || keyA - keyB);
}

function prepareSplitNames(db: Database) {
  const integrations = db.prepare<[number], string>("SELECT name FROM integrations WHERE id = ?").pluck();
  const credentials = db.prepare<[number], { key: string; last4: string | null }>(
    "SELECT fingerprint AS key, last4 FROM credentials WHERE id = ?",
  );
  return {
    integration: (id: number) => ({ key: integrations.get(id) ?? null }),
    credential: (id: number) => credentials.get(id) ?? { key: null, last4: null },
  };
}
