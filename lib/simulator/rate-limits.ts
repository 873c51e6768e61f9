import type { Operation } from "#lib/kisi/catalogue";

export type RateLimiter = {
  /** Null if the call may pass, else how long to wait in ms. */
  readonly take: (key: string, operation: Operation | null) => number | null;
};

type Window = { startMs: number; count: number };

const callsPerSecond = 5;
const keysMax = 10_000;

/** Kisi's published limits beside the general one of 5 calls a second for each user. */
const limitOfOperation: Readonly<Record<string, { readonly count: number; readonly windowMs: number }>> = {
  createEventSet: { count: 1, windowMs: 1_000 },
  createSignedUploadURL: { count: 1, windowMs: 10_000 },
};

/**
 * Kisi's rate limits by user (all logins together) or, without authorization, by address. Kisi does not publish how
 * its windows run: these are fixed ones, aligned to the epoch, as common throttles have them.
 */
export function createRateLimiter(nowMs: () => number): RateLimiter {
  const windows = new Map<string, Window>();

  const takeFrom = (key: string, count: number, windowMs: number): number | null => {
    const atMs = nowMs();
    const startMs = Math.floor(atMs / windowMs) * windowMs;
    const window = windows.get(key);
    if (!window || window.startMs !== startMs) {
      windows.delete(key);
      windows.set(key, { startMs, count: 1 });
      const [oldest] = windows.keys();
      if (oldest !== undefined && windows.size > keysMax) windows.delete(oldest);
      return null;
    }
    if (window.count >= count) return startMs + windowMs - atMs;
    window.count++;
    return null;
  };
  return {
    take: (key, operation) => {
      const waitMs = takeFrom(key, callsPerSecond, 1_000);
      const limit = operation ? limitOfOperation[operation.operationId] : undefined;
      if (waitMs !== null || !operation || !limit) return waitMs;
      return takeFrom(`${key} ${operation.operationId}`, limit.count, limit.windowMs);
    },
  };
}
