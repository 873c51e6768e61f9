const baseMs = 500;
const capMs = 30_000;

/**
 * Full jitter: a random wait between 0 and `min(cap, base · 2^n)`, so that clients which failed together do not
 * come back together. Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 *
 * @param retry 0 for the first retry.
 * @param random A number in [0, 1).
 * @returns ms
 */
export function backoffMs(retry: number, random: number): number {
  return random * Math.min(capMs, baseMs * 2 ** retry);
}
