import type { AttemptFilter } from "#lib/model/filter";
import { isBad, isFailure } from "#lib/model/outcome";
import type { AttemptReader, FigureCell } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** What was sent under one key. */
export type KeyFigures = {
  readonly attempts: number;
  readonly bad: number;
  readonly failures: number;
  /** Answers with 401. */
  readonly unauthorized: number;
};

export const noFigures: KeyFigures = { attempts: 0, bad: 0, failures: 0, unauthorized: 0 };

const daySeconds = 86_400;

/** Figures of each route, integration or credential that has attempts in the range. Throws `unanswerable` as `readStats` does. */
export async function readKeyFigures(
  store: Pick<AttemptReader, "readFigures">,
  by: "route" | "integration" | "credential",
  range: Range,
  filter: AttemptFilter = {},
): Promise<ReadonlyMap<string, KeyFigures>> {
  const query = { range, filter, by, bucketSeconds: daySeconds, mayWiden: true, timeZone: "UTC" } as const;
  const { cells } = await store.readFigures(query);
  return sumByKey(cells);
}

/** Blocked calls were never sent and count nowhere here. */
export function sumByKey(cells: readonly FigureCell[]): ReadonlyMap<string, KeyFigures> {
  const sums = new Map<string, KeyFigures>();
  for (const { key, outcome, status, attempts } of cells) {
    if (outcome === "blocked") continue;
    const before = sums.get(key) ?? noFigures;
    sums.set(key, {
      attempts: before.attempts + attempts,
      bad: before.bad + (isBad(outcome) ? attempts : 0),
      failures: before.failures + (isFailure(outcome) ? attempts : 0),
      unauthorized: before.unauthorized + (status === 401 ? attempts : 0),
    });
  }
  return sums;
}
