import { type BudgetBucket, type Weighed, weighs } from "#lib/model/risk";
import { sumBuckets, type WindowSums } from "#lib/risk/budget";
import type { WindowHistory } from "#lib/risk/projection";
import type { Tallies, Tally } from "#lib/traffic/read-tallies";

/** Adds up what is sent and what weighs. */
export function weighTallies(tallies: readonly Tally[], weighed: Weighed): WindowSums {
  return sumBuckets(
    tallies.map(({ outcome, status, attempts, retries }) => {
      const isBad = weighs(weighed, { outcome, status });
      return { attempts, bad: isBad ? attempts : 0, badRetries: isBad ? retries : 0 };
    }),
  );
}

/** One bucket for each that the range touches, also where nothing was sent. */
export function budgetBuckets({ bucketStarts, tallies }: Tallies, weighed: Weighed): readonly BudgetBucket[] {
  const byStart = Map.groupBy(tallies, ({ t }) => t);
  return bucketStarts.map((t) => ({ t, ...weighTallies(byStart.get(t) ?? [], weighed) }));
}

/** What a trailing window holds, for looking ahead. What is dated ahead of now is taken as of now. */
export function historyOf(
  { range, bucketSeconds }: Pick<Tallies, "range" | "bucketSeconds">,
  buckets: readonly BudgetBucket[],
  { nowMs, windowMs }: { readonly nowMs: number; readonly windowMs: number },
): WindowHistory {
  const slices = buckets.map(({ t, attempts, bad }) => ({
    fromMs: Math.min(Math.max(t, range.fromMs), nowMs),
    toMs: Math.min(t + bucketSeconds * 1_000, nowMs),
    attempts,
    bad,
  }));
  return { nowMs, windowMs, slices };
}
