import type { Stats, StatsTotals } from "#lib/model/stats";

/** Data must begin within this part of a span, or the span says little as a whole. */
const startMax = 1 / 4;

/**
 * Totals to compare a range with; null if the span has no data, or none in its first quarter. Where recording has just
 * begun, any change would be one of how much was recorded, not of how Kisi answers.
 */
export function comparableTotals({ fromMs, toMs, series, totals }: Stats): StatsTotals | null {
  const starts = series.flatMap(({ points }) => points.filter(({ attempts }) => attempts > 0).map(({ t }) => t));
  return Math.min(...starts) <= fromMs + (toMs - fromMs) * startMax ? totals : null;
}
