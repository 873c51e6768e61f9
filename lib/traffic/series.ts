import { isBad, outcomes, statusClasses } from "#lib/model/outcome";
import type { StatsDimension, StatsPoint, StatsSeries } from "#lib/model/stats";
import type { FigureCell, Figures } from "#lib/store/store";

type MutablePoint = { -readonly [Field in keyof StatsPoint]: StatsPoint[Field] };

/**
 * One series for each key, each with a point for every bucket. Status classes and outcomes are all there, in the order
 * of every legend; other keys are those that were seen, most attempts first.
 */
export function seriesOf(figures: Figures, by: StatsDimension): StatsSeries[] {
  const { cells, p95s, bucketStarts } = figures;
  const indexOf = new Map(bucketStarts.map((t, index) => [t, index]));
  const sent = cells.filter(({ outcome }) => outcome !== "blocked");
  const series = new Map<string, MutablePoint[]>();
  for (const key of keysOf(sent, by)) {
    series.set(
      key,
      bucketStarts.map((t) => ({ t, attempts: 0, bad: 0, p95: null })),
    );
  }
  const pointAt = (key: string, t: number) => series.get(key)?.[indexOf.get(t) ?? -1];
  for (const { t, key, outcome, attempts } of sent) {
    const point = pointAt(key, t);
    if (!point) throw new Error(`the store answered with a cell at ${t}, where no bucket starts`);
    point.attempts += attempts;
    if (isBad(outcome)) point.bad += attempts;
  }
  for (const { t, key, ms } of p95s) {
    const point = pointAt(key, t);
    if (point) point.p95 = ms;
  }
  return [...series].map(([key, points]) => ({ key, points }));
}

function keysOf(sent: readonly FigureCell[], by: StatsDimension): readonly string[] {
  if (by === "none") return ["all"];
  if (by === "statusClass") return statusClasses;
  if (by === "outcome") return outcomes.filter((outcome) => outcome !== "blocked");
  const attempts = new Map<string, number>();
  for (const cell of sent) attempts.set(cell.key, (attempts.get(cell.key) ?? 0) + cell.attempts);
  return [...attempts].sort(([keyA, a], [keyB, b]) => b - a || (keyA < keyB ? -1 : 1)).map(([key]) => key);
}
