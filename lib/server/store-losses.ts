/** Attempts that went to Kisi and are not, or not surely, in the store: shown to the user, because silence would lie. */
export type StoreLosses = {
  readonly count: () => number;
  readonly lastAtMs: () => number | null;
  /** How many since then, of the newest ten thousand. */
  readonly countSince: (sinceMs: number) => number;
  readonly add: (nowMs: number) => void;
};

const rememberedMax = 10_000;

/** Starts at none with each start of the process. */
export function createStoreLosses(): StoreLosses {
  let count = 0;
  let moments: number[] = [];
  return {
    count: () => count,
    lastAtMs: () => moments.at(-1) ?? null,
    countSince: (sinceMs) => moments.filter((ms) => ms >= sinceMs).length,
    add: (nowMs) => {
      count += 1;
      moments.push(nowMs);
      if (moments.length > 2 * rememberedMax) moments = moments.slice(-rememberedMax);
    },
  };
}
