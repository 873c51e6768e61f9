import type { Range } from "#lib/time/range";

/** A range, cut so that whole hours are read from sums and the rest from single attempts. Parts may be empty. */
export type ProblemStretches = {
  /** What is answered: the range, its edges snapped to whole hours where no single attempts are kept. */
  readonly whole: Range;
  readonly hours: Range;
  /** Before and after the hours. */
  readonly edges: readonly Range[];
};

const hourMs = 3_600_000;
const none: Range = { fromMs: 0, toMs: 0 };

/** Cuts a range. Single attempts are kept from `rowsFromMs` on, which is a whole hour. */
export function cutRange({ fromMs, toMs }: Range, rowsFromMs: number): ProblemStretches {
  const first = hourMs * (fromMs < rowsFromMs ? Math.floor(fromMs / hourMs) : Math.ceil(fromMs / hourMs));
  const last = hourMs * (toMs < rowsFromMs ? Math.ceil(toMs / hourMs) : Math.floor(toMs / hourMs));
  if (first > last) return { whole: { fromMs, toMs }, hours: none, edges: [{ fromMs, toMs }] };
  const whole = { fromMs: Math.min(fromMs, first), toMs: Math.max(toMs, last) };
  const edges = [
    { fromMs: whole.fromMs, toMs: first },
    { fromMs: last, toMs: whole.toMs },
  ];
  return { whole, hours: { fromMs: first, toMs: last }, edges: edges.filter((edge) => edge.fromMs < edge.toMs) };
}

/** The same for buckets that whole hours do not fit into: hours only where there is nothing else. */
export function cutForRows({ fromMs, toMs }: Range, rowsFromMs: number): ProblemStretches {
  if (fromMs >= rowsFromMs) return { whole: { fromMs, toMs }, hours: none, edges: [{ fromMs, toMs }] };
  const old = cutRange({ fromMs, toMs: Math.min(toMs, rowsFromMs) }, rowsFromMs);
  if (toMs <= rowsFromMs) return old;
  return { whole: { fromMs: old.whole.fromMs, toMs }, hours: old.hours, edges: [{ fromMs: rowsFromMs, toMs }] };
}
