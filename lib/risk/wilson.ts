/** One-sided 95 %. */
const z = 1.645;

/**
 * Wilson's bounds of a rate of which `part` of `n` were seen, each one-sided at 95 %: E. B. Wilson, "Probable
 * inference", 1927. Null for `n` of 0.
 */
export function wilsonBounds(part: number, n: number): { readonly low: number; readonly high: number } | null {
  if (n === 0) return null;
  const rate = part / n;
  const centre = rate + (z * z) / (2 * n);
  const spread = z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return { low: Math.max(0, (centre - spread) / whole), high: Math.min(1, (centre + spread) / whole) };
}
