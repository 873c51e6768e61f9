const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits before each try: eight tries in some 18 hours, so that a night without its receiver loses nothing. */
const waitsMs = [0, 5 * second, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour] as const;
const jitter = 0.1;
const longestAskedMs = 24 * hour;

/**
 * When a message that failed `tries` times is tried again, epoch ms; null if it is given up. A target that asked for a
 * wait gets all of it, up to a day. `random` (0 to 1) spreads the tries, so that targets that come back are not stormed.
 */
export function nextTryAtMs(tries: number, nowMs: number, random: number, askedMs: number | null): number | null {
  const waitMs = waitsMs[tries];
  if (waitMs === undefined) return null;
  const spread = waitMs * (1 + jitter * random);
  return Math.ceil(nowMs + Math.max(spread, Math.min(askedMs ?? 0, longestAskedMs)));
}
