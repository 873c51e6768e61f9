/** Attempts that went to Kisi and are not, or not surely, in the store: shown to the user, because silence would lie. */
export type StoreLosses = {
  readonly count: () => number;
  readonly lastAtMs: () => number | null;
  readonly add: (nowMs: number) => void;
};

/** Starts at none with each start of the process. */
export function createStoreLosses(): StoreLosses {
  let count = 0;
  let lastAtMs: number | null = null;
  return {
    count: () => count,
    lastAtMs: () => lastAtMs,
    add: (nowMs) => {
      count += 1;
      lastAtMs = nowMs;
    },
  };
}
