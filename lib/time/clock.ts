/** The two clocks of a machine, and waiting. Passed in everywhere, so that an hour of retries tests in a millisecond. */
export type Clock = {
  /** Wall clock: integer milliseconds since the epoch, UTC. Only for "when". */
  readonly now: () => number;
  /** Monotonic clock: fractional milliseconds from an arbitrary origin. Only for "how long". */
  readonly elapsed: () => number;
  /** Acts once after `ms` milliseconds, unless the function that it returns is called before. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason if it aborts first. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

const after: Clock["after"] = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after,
  sleep: createSleep(after),
};

/** Makes the sleep that goes with a clock's `after`. */
export function createSleep(after: Clock["after"]): Clock["sleep"] {
  return (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const onAbort = () => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = after(ms, () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      });
      signal?.addEventListener("abort", onAbort, { once: true });
    });
}
