import { isBad, isFailure, type Outcome, outcomes } from "#lib/model/outcome";
import type { FigureCell } from "#lib/store/store";

/** Sent attempts of a span by how they ended. */
export type Counts = {
  readonly byOutcome: Readonly<Partial<Record<Outcome, number>>>;
  readonly unauthorized: number;
  /** Answers 401 and 403. */
  readonly refused: number;
};

export const noCounts: Counts = { byOutcome: {}, unauthorized: 0, refused: 0 };

type Summing = { byOutcome: Partial<Record<Outcome, number>>; unauthorized: number; refused: number };

/** Sums cells up by their key. Blocked calls were never sent and count nowhere. */
export function countByKey(
  cells: readonly Pick<FigureCell, "key" | "outcome" | "status" | "attempts">[],
): ReadonlyMap<string, Counts> {
  const sums = new Map<string, Summing>();
  for (const { key, outcome, status, attempts } of cells) {
    if (outcome === "blocked") continue;
    const sum = sums.get(key) ?? { byOutcome: {}, unauthorized: 0, refused: 0 };
    sum.byOutcome[outcome] = (sum.byOutcome[outcome] ?? 0) + attempts;
    if (status === 401) sum.unauthorized += attempts;
    if (status === 401 || status === 403) sum.refused += attempts;
    sums.set(key, sum);
  }
  return sums;
}

/** All that were sent. */
export function attemptsOf(counts: Counts): number {
  return sumOf(counts, () => true);
}

/** Those that may count towards a suspension. */
export function badOf(counts: Counts): number {
  return sumOf(counts, isBad);
}

/** Those that count as failures; null: every kind of failure. */
export function failuresOf(counts: Counts, counted: readonly Outcome[] | null = null): number {
  return sumOf(counts, counted === null ? isFailure : (outcome) => counted.includes(outcome));
}

function sumOf({ byOutcome }: Counts, isMeant: (outcome: Outcome) => boolean): number {
  return outcomes.reduce((sum, outcome) => sum + (isMeant(outcome) ? (byOutcome[outcome] ?? 0) : 0), 0);
}
