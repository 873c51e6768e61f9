import { failedOutcomes, type SentOutcome, type TrafficPoint } from "#components/charts/traffic-points.ts";
import { outcomeLooks } from "#components/ui/outcome-look.ts";
import { formatCount, formatRate } from "#lib/format";
import type { StatsTotals } from "#lib/model/stats";
import { formatClock, formatDay, formatInstant } from "#lib/time/format-time";
import type { Range } from "#lib/time/range";

export type StateSentence = {
  /** The class that most failures are of, while failures go on. */
  readonly worst: SentOutcome | null;
  readonly text: string;
};

type Facts = {
  readonly totals: Pick<StatsTotals, "attempts" | "failures" | "byOutcome">;
  readonly points: readonly TrafficPoint[];
  readonly range: Range;
  readonly nowMs: number;
  readonly timeZone: string;
  /** `the last 24 hours`, `this range`. */
  readonly span: string;
};

const quietMinMs = 15 * 60_000;

/** How things stand, in one or two sentences. Silence is "we do not know", never "all is well". */
export function stateSentence(facts: Facts): StateSentence {
  const { totals, span } = facts;
  if (totals.attempts === 0) return { worst: null, text: `We do not know: no attempt was recorded in ${span}.` };
  const failed = `${formatRate(totals.failures, totals.attempts)} of ${formatCount(totals.attempts, "attempt")} failed`;
  const history = totals.failures === 0 ? `None of ${formatCount(totals.attempts, "attempt")} failed` : failed;

  const silentSince = quietSince(facts, (point) => point.attempts > 0);
  if (silentSince) {
    return { worst: null, text: `We do not know: no data since ${silentSince}. ${history} in ${span} before that.` };
  }
  if (totals.failures === 0) {
    return { worst: null, text: `Nothing failed in ${formatCount(totals.attempts, "attempt")} in ${span}.` };
  }
  const calmSince = quietSince(facts, (point) => point.failures > 0);
  if (calmSince) return { worst: null, text: `Nothing has failed since ${calmSince}. ${failed} in ${span}.` };

  const worst = failedOutcomes.reduce((a, b) => (totals.byOutcome[b] > totals.byOutcome[a] ? b : a));
  const share = `${outcomeLooks[worst].code} most often, ${formatCount(totals.byOutcome[worst], "time")}`;
  return { worst, text: `${failed} in ${span}: ${share}.` };
}

/** The end of the last bucket that matches, if the range goes up to now and that end is a while ago. */
function quietSince(facts: Facts, matches: (point: TrafficPoint) => boolean): string | null {
  const { points, range, nowMs, timeZone } = facts;
  const last = points.findLast(matches);
  if (!last || range.toMs < nowMs) return null;
  const bucketMs = last.endMs - last.t;
  if (nowMs - last.endMs < Math.max(quietMinMs, bucketMs)) return null;
  const isToday = formatDay(last.endMs, timeZone) === formatDay(nowMs, timeZone);
  return isToday ? formatClock(last.endMs, timeZone) : formatInstant(last.endMs, timeZone, { precision: "min", nowMs });
}
