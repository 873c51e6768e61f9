import { isFailure, type Outcome } from "#lib/model/outcome";
import type { Stats } from "#lib/model/stats";

/** Endings of attempts that were sent, in the order of every stack, from the bottom. */
export const sentOutcomes = [
  "success",
  "redirect",
  "client_error",
  "rate_limited",
  "server_error",
  "network_error",
  "aborted",
] as const satisfies readonly Outcome[];
export type SentOutcome = (typeof sentOutcomes)[number];

export const failedOutcomes = sentOutcomes.filter(isFailure);

/** One bucket, ready to be drawn. Null is a gap, never a zero. */
export type TrafficPoint = {
  /** Start and end of the bucket, epoch ms. */
  readonly t: number;
  readonly endMs: number;
  readonly counts: Readonly<Record<SentOutcome, number>>;
  readonly attempts: number;
  readonly failures: number;
  /** failures / attempts in per cent; null without attempts. */
  readonly failurePercent: number | null;
  readonly p95Ms: number | null;
  /** `unfinished`: it goes on past now. `cut`: the range takes only a part of it. */
  readonly partial: "unfinished" | "cut" | null;
};

type TrafficStats = {
  /** Figures by outcome, and the same range and buckets without parting, which has the p95 of all. */
  readonly byOutcome: Stats;
  readonly overall: Stats;
};

/** Joins the figures of a range into one point a bucket. Buckets that a series lacks count zero. */
export function trafficPoints({ byOutcome, overall }: TrafficStats, nowMs: number): readonly TrafficPoint[] {
  const bucketMs = overall.bucketSeconds * 1_000;
  const counted = new Map(byOutcome.series.map(({ key, points }) => [key, countByBucket(points)]));
  const buckets = overall.series[0]?.points ?? [];
  return buckets.map(({ t, attempts, p95 }, index) => {
    const count = (outcome: SentOutcome) => counted.get(outcome)?.get(t) ?? 0;
    const counts = Object.fromEntries(sentOutcomes.map((outcome) => [outcome, count(outcome)]));
    const failures = failedOutcomes.reduce((sum, outcome) => sum + count(outcome), 0);
    // Days of a zone with summer time are not all of one length.
    const endMs = buckets[index + 1]?.t ?? t + bucketMs;
    return {
      t,
      endMs,
      counts: { ...noCounts, ...counts },
      attempts,
      failures,
      failurePercent: attempts === 0 ? null : (failures / attempts) * 100,
      p95Ms: p95,
      partial: partialOf(t, endMs, overall, nowMs),
    };
  });
}

const noCounts: Readonly<Record<SentOutcome, number>> = {
  success: 0,
  redirect: 0,
  client_error: 0,
  rate_limited: 0,
  server_error: 0,
  network_error: 0,
  aborted: 0,
};

function countByBucket(points: readonly { readonly t: number; readonly attempts: number }[]): Map<number, number> {
  return new Map(points.map(({ t, attempts }) => [t, attempts]));
}

function partialOf(t: number, endMs: number, range: { fromMs: number; toMs: number }, nowMs: number) {
  if (endMs > nowMs) return "unfinished";
  return t < range.fromMs || endMs > range.toMs ? "cut" : null;
}
