/** The 90th percentile of the normal distribution: 80 % lie between it and its negative. */
const z = 1.2816;

/**
 * The expectations between which, at 80 %, a Poisson count of `seen` lies (Garwood 1936), by the chi-square
 * approximation of Wilson and Hilferty: within 2 % of the exact ones, the lower one of a single event within 7 %.
 */
export function poissonRange(seen: number): { readonly low: number; readonly high: number } {
  return { low: seen === 0 ? 0 : halfChiSquare(2 * seen, -z), high: halfChiSquare(2 * seen + 2, z) };
}

function halfChiSquare(freedom: number, deviation: number): number {
  const ninth = 2 / (9 * freedom);
  return (freedom / 2) * (1 - ninth + deviation * Math.sqrt(ninth)) ** 3;
}
