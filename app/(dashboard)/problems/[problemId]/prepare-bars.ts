import type { Deploy, ProblemFigures } from "#lib/model/problem";
import type { Range } from "#lib/time/range";

/** One bucket of a problem's chart, ready to be drawn. */
export type ProblemBar = {
  /** Start and end of the bucket, epoch ms. */
  readonly t: number;
  readonly endMs: number;
  readonly attempts: number;
  /** What went live within it, oldest first. */
  readonly releases: readonly string[];
  /** `unfinished`: it goes on past now. `cut`: the range takes only a part of it. */
  readonly partial: "unfinished" | "cut" | null;
};

type Bars = {
  readonly points: ProblemFigures["points"];
  /** Newest first. */
  readonly deploys: readonly Deploy[];
  readonly range: Range;
  readonly bucketMs: number;
  readonly nowMs: number;
};

/** Sets the deploys of a range into the buckets in which they happened. */
export function prepareBars({ points, deploys, range, bucketMs, nowMs }: Bars): readonly ProblemBar[] {
  const oldestFirst = deploys.toReversed();
  return points.map(({ t, attempts }, index) => {
    // Beyond retention buckets are wider than asked for, and days of a zone are not all of one length.
    const next = points[index + 1]?.t;
    const endMs = next ?? t + Math.max(bucketMs, t - (points[index - 1]?.t ?? t));
    const within = oldestFirst.filter(({ atMs }) => atMs >= t && atMs < endMs);
    const partial = endMs > nowMs ? "unfinished" : t < range.fromMs || endMs > range.toMs ? "cut" : null;
    return { t, endMs, attempts, releases: [...new Set(within.map(({ release }) => release))], partial };
  });
}
