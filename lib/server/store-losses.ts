/** Attempts that went to Kisi and are not, or not surely, in the store: shown to the user, because silence would lie. */
export type StoreLosses = {
  readonly count: () => number;
  /** How many in the 24 hours up to `nowMs`, and when the last was; null without any. */
  readonly lately: (nowMs: number) => { readonly count: number; readonly lastAtMs: number } | null;
  /** How many since then, of the newest ten thousand. */
  readonly countSince: (sinceMs: number) => number;
  readonly add: (nowMs: number) => void;
};

const rememberedMax = 10_000;
const lateMs = 24 * 3_600_000;

/** Starts at none with each start of the process. */
export function createStoreLosses(): StoreLosses {
  let count = 0;
  let moments: number[] = [];
  const countSince = (sinceMs: number) => moments.filter((ms) => ms >= sinceMs).length;
  return {
    count: () => count,
    lately: (nowMs) => {
      const lastAtMs = moments.at(-1) ?? Number.NEGATIVE_INFINITY;
      const recent = countSince(nowMs - lateMs);
      return recent === 0 ? null : { count: recent, lastAtMs };
    },
    countSince,
    add: (nowMs) => {
      count += 1;
      moments.push(nowMs);
      if (moments.length > 2 * rememberedMax) moments = moments.slice(-rememberedMax);
    },
  };
}
