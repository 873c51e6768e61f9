/** Attempts and those that weigh, in steps of one width without gap; a step without attempts counts zero. */
export type HistoryStretch = {
  /** Start of the first step, epoch ms. */
  readonly fromMs: number;
  readonly stepMs: number;
  readonly attempts: readonly number[];
  /** Those that weigh, step by step as `attempts`. */
  readonly bad: readonly number[];
};

/**
 * All that is recorded of attempts, from the first step with one: whole hours far back, minutes nearer to now. The
 * stretches follow each other, oldest first, and none is empty. No stretch means that nothing is recorded.
 */
export type LimitHistory = readonly HistoryStretch[];
