/** The two clocks of a machine, and waiting. Passed in everywhere, so that an hour of retries tests in a millisecond. */
export type Clock = {
  /** Wall clock: integer milliseconds since the epoch, UTC. Only for "when". */
  readonly now: () => number;
  /** Monotonic clock: fractional milliseconds from an arbitrary origin. Only for "how long". */
  readonly elapsed: () => number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason if it aborts first. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      }, ms);
      signal?.addEventListener("abort", onAbort, { once: true });
    }),
};
