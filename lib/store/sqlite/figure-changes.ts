import { outcomeCodes } from "#lib/store/sqlite/codes";
import { binOf, type SparseBins } from "#lib/store/sqlite/latency-bins";
import { type Dimension, rollups } from "#lib/store/sqlite/rollups";

/** What an attempt adds to figures. Ids as in the database, 0 where there is none. */
export type FigureFacts = {
  readonly startedAtMs: number;
  readonly routeId: number;
  readonly integrationId: number;
  readonly credentialId: number;
  readonly outcome: number;
  readonly status: number | null;
  readonly latencyMs: number;
  readonly attempt: number;
  /** Last attempt of its call. */
  readonly final: boolean;
};

/** What one row of a rollup gains or loses. */
export type FigureChange = {
  readonly rollup: number;
  readonly startsAtS: number;
  readonly key: number;
  readonly outcome: number;
  /** 0 where there was none. */
  readonly status: number;
  attempts: number;
  calls: number;
  retries: number;
  readonly bins: SparseBins;
};

/** Changes to the rollups, summed up in memory to be written in the transaction of the rows that they follow. */
export type FigureChanges = Map<string, FigureChange>;

/** Counts an attempt in, or with -1 out. A blocked call counts in `attempts` of its own outcome and nowhere else. */
export function countFigures(changes: FigureChanges, facts: FigureFacts, sign: 1 | -1): void {
  const sent = facts.outcome !== outcomeCodes.blocked;
  const bin = binOf(facts.latencyMs);
  for (const { id, dimension, seconds } of rollups) {
    const startsAtS = Math.floor(facts.startedAtMs / (seconds * 1_000)) * seconds;
    const change = changeOf(changes, id, startsAtS, keyOf(facts, dimension), facts);
    change.attempts += sign;
    if (!sent) continue;
    if (facts.final) change.calls += sign;
    if (facts.attempt > 1) change.retries += sign;
    change.bins.set(bin, (change.bins.get(bin) ?? 0) + sign);
  }
}

function keyOf(facts: FigureFacts, dimension: Dimension): number {
  switch (dimension) {
    case "all":
      return 0;
    case "route":
      return facts.routeId;
    case "integration":
      return facts.integrationId;
    case "credential":
      return facts.credentialId;
  }
}

function changeOf(
  changes: FigureChanges,
  rollup: number,
  startsAtS: number,
  key: number,
  { outcome, status }: FigureFacts,
): FigureChange {
  const name = `${rollup} ${startsAtS} ${key} ${outcome} ${status}`;
  let change = changes.get(name);
  if (!change) {
    change = {
      rollup,
      startsAtS,
      key,
      outcome,
      status: status ?? 0,
      attempts: 0,
      calls: 0,
      retries: 0,
      bins: new Map(),
    };
    changes.set(name, change);
  }
  return change;
}
