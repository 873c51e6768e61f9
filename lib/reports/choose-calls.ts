import type { ErrorKind } from "#lib/reports/tally";

/**
 * The calls that show best what happens: of each kind of failure the first, the last and the slowest, kinds with most
 * attempts first, the first of all kinds before the second of any. At most `max` different ones.
 */
export function chooseCalls(errors: readonly ErrorKind[], max: number): readonly string[] {
  const rounds = [
    errors.map(({ firstCallId }) => firstCallId),
    errors.map(({ lastCallId }) => lastCallId),
    errors.map(({ slowestCallId }) => slowestCallId),
  ];
  return [...new Set(rounds.flat())].slice(0, max);
}
