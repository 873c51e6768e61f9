import type { LimitKind } from "./window-uses.ts";

const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) }, (_, n) => Math.round((from + n * step) * 10) / 10);

const stops: Readonly<Record<LimitKind, readonly number[]>> = {
  // Per cent.
  rate: [...range(0.1, 1, 0.1), ...range(1, 10, 0.5), ...range(10, 50, 1), 50],
  count: [
    ...range(1, 10, 1),
    ...range(10, 100, 5),
    ...range(100, 1_000, 50),
    ...range(1_000, 10_000, 500),
    ...range(10_000, 100_000, 5_000),
    100_000,
  ],
};

/** Where the slider may stand: round figures, closer together where they are small. */
export function limitStops(kind: LimitKind): readonly number[] {
  return stops[kind];
}

/** The position that is nearest to a limit. */
export function nearestStop(kind: LimitKind, limit: number): number {
  const distances = stops[kind].map((stop) => Math.abs(stop - limit));
  return distances.indexOf(Math.min(...distances));
}
