export type RetryBudget = {
  readonly hasToken: () => boolean;
  /** Spends a token for one retry. */
  readonly take: () => void;
  /** A call has succeeded at its first attempt. */
  readonly earn: () => void;
};

// Counted in tenths of a token, so that sums stay exact.
const tokenTenths = 10;
const fullTenths = 20 * tokenTenths;

/**
 * Keeps retries to a tenth of the traffic in the long run: 20 tokens when full, a retry takes one, a call that
 * succeeds at first gives back 0.1. One instance for each upstream.
 * Source: AWS SDK "standard" retry mode; AWS Builders' Library, "Timeouts, retries, and backoff with jitter".
 */
export function createRetryBudget(): RetryBudget {
  let tenths = fullTenths;
  return {
    hasToken: () => tenths >= tokenTenths,
    take: () => {
      tenths = Math.max(0, tenths - tokenTenths);
    },
    earn: () => {
      tenths = Math.min(fullTenths, tenths + 1);
    },
  };
}
