import type { LimitHistory } from "#lib/model/limit-history";

export type LimitKind = "rate" | "count";

/** Which trailing windows are looked at, and what of them. */
export type WindowRule = {
  readonly seconds: number;
  readonly kind: LimitKind;
  /** A rate is one only of more attempts than this. */
  readonly appliesAbove: number;
};

/** What stood in the window that ended at one moment. */
export type WindowUse = {
  /** End of the window, and of the step before it. */
  readonly atMs: number;
  readonly stepMs: number;
  readonly attempts: number;
  readonly bad: number;
  /** Bad attempts, or their share from 0 to 1; null where the rule did not apply. */
  readonly value: number | null;
};

/**
 * The trailing window at the end of every step of the history. A window is judged only where both of its edges are
 * edges of steps: where only hours are kept, a window of ten minutes is not guessed. Before the beginning of the history
 * nothing is known, so that early windows hold what there is.
 */
export function windowUses(history: LimitHistory, { seconds, kind, appliesAbove }: WindowRule): readonly WindowUse[] {
  const edges = edgesOf(history);
  const first = edges[0];
  if (!first) return [];
  const windowMs = seconds * 1_000;
  const uses: WindowUse[] = [];
  let start = 0;
  for (const end of edges.slice(1)) {
    const fromMs = Math.max(end.atMs - windowMs, first.atMs);
    while ((edges[start + 1]?.atMs ?? Number.POSITIVE_INFINITY) <= fromMs) start += 1;
    const edge = edges[start] ?? first;
    if (edge.atMs !== fromMs || windowMs < end.stepMs) continue;
    const attempts = end.attempts - edge.attempts;
    const bad = end.bad - edge.bad;
    const value = kind === "count" ? bad : attempts > appliesAbove ? bad / attempts : null;
    uses.push({ atMs: end.atMs, stepMs: end.stepMs, attempts, bad, value });
  }
  return uses;
}

/** A moment between two steps, with all that was counted before it. */
type Edge = { readonly atMs: number; readonly stepMs: number; readonly attempts: number; readonly bad: number };

function edgesOf(history: LimitHistory): Edge[] {
  const edges: Edge[] = [];
  let [attempts, bad] = [0, 0];
  for (const stretch of history) {
    const { fromMs, stepMs } = stretch;
    if (edges.length === 0) edges.push({ atMs: fromMs, stepMs, attempts, bad });
    stretch.attempts.forEach((count, index) => {
      attempts += count;
      bad += stretch.bad[index] ?? 0;
      edges.push({ atMs: fromMs + (index + 1) * stepMs, stepMs, attempts, bad });
    });
  }
  return edges;
}
