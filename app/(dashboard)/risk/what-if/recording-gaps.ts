import type { LimitHistory } from "#lib/model/limit-history";
import type { Range } from "#lib/time/range";

export type RecordingGaps = { readonly count: number; readonly totalMs: number; readonly longest: Range };

/** Spans of at least `minMs` without a single attempt: silence, or nobody was recording. Null if there is none. */
export function recordingGaps(history: LimitHistory, minMs: number): RecordingGaps | null {
  const gaps = silences(history).filter(({ fromMs, toMs }) => toMs - fromMs >= minMs);
  const longest = gaps.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
  if (!longest) return null;
  return { count: gaps.length, totalMs: gaps.reduce((sum, gap) => sum + lengthOf(gap), 0), longest };
}

function silences(history: LimitHistory): Range[] {
  const found: Range[] = [];
  for (const { fromMs, stepMs, attempts } of history) {
    attempts.forEach((count, index) => {
      if (count > 0) return;
      const startMs = fromMs + index * stepMs;
      const last = found.at(-1);
      if (last?.toMs === startMs) found[found.length - 1] = { fromMs: last.fromMs, toMs: startMs + stepMs };
      else found.push({ fromMs: startMs, toMs: startMs + stepMs });
    });
  }
  return found;
}

function lengthOf({ fromMs, toMs }: Range): number {
  return toMs - fromMs;
}
