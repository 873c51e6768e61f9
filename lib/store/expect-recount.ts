import { expect } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { percentileOf, recount } from "#lib/store/recount";
import type { Figures, FiguresQuery } from "#lib/store/store";

// For contract tests of stores.

/** An attempt at another time, in a call of its own. */
export function movedBy(ms: number, { call, startedAtMs, ...attempt }: Attempt, callId: string): Attempt {
  const moved = call && { ...call, startedAtMs: call.startedAtMs + ms };
  return { ...attempt, callId, startedAtMs: startedAtMs + ms, call: moved };
}

/** Counts must be equal; percentiles equal if the store calls them exact, else within 2 %. */
export function expectRecount(figures: Figures, attempts: readonly Attempt[], query: FiguresQuery): void {
  const counted = recount(attempts, query);
  const order = (a: { t: number; key: string }, b: { t: number; key: string }) => a.t - b.t || (a.key < b.key ? -1 : 1);
  const named = (cells: Figures["cells"]) =>
    new Map(cells.map(({ t, key, status, outcome, ...counts }) => [[t, key, status, outcome].join(), counts]));
  expect(named(figures.cells)).toEqual(named(counted.cells));
  expect(figures.cells).toHaveLength(counted.cells.length);

  const { exact, ...percentiles } = figures.latencyMs;
  const check = exact ? expectEqual : expectNear;
  check(percentiles.p50, percentileOf(counted.latencies, 50));
  check(percentiles.p95, percentileOf(counted.latencies, 95));
  check(percentiles.p99, percentileOf(counted.latencies, 99));
  const answered = figures.p95s.toSorted(order);
  const wanted = counted.p95s.toSorted(order);
  expect(answered.map(({ t, key }) => [t, key])).toEqual(wanted.map(({ t, key }) => [t, key]));
  for (const [index, { ms }] of answered.entries()) check(ms, wanted[index]?.ms ?? null);
}

function expectEqual(answered: number | null, wanted: number | null): void {
  expect(answered).toBe(wanted);
}

/** Within 2 %, or a microsecond. */
export function expectNear(answered: number | null, wanted: number | null): void {
  if (answered === null || wanted === null) expect(answered).toBe(wanted);
  else expect(Math.abs(answered - wanted)).toBeLessThanOrEqual(Math.max(wanted * 0.02, 0.001));
}
