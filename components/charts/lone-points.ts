/** Indices of values whose neighbours are both missing: a line does not show them, so they need a dot. */
export function lonePoints(values: readonly (number | null)[]): ReadonlySet<number> {
  const isMissing = (index: number) => (values[index] ?? null) === null;
  return new Set(values.flatMap((_, i) => (!isMissing(i) && isMissing(i - 1) && isMissing(i + 1) ? [i] : [])));
}
