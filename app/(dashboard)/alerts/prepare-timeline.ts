import { timeTicks } from "#components/charts/time-ticks.ts";
import type { Alert } from "#lib/model/alert";
import type { Severity } from "#lib/model/alert-rule";
import type { StatsPoint } from "#lib/model/stats";
import type { Range } from "#lib/time/range";

/** A bar of the timeline; places and widths are shares of the range. */
export type TimelineBar = {
  readonly id: string;
  readonly from: number;
  readonly width: number;
  readonly severity: Severity;
};
/** A line of bars. */
export type TimelineLane = { readonly ruleId: string; readonly name: string; readonly bars: readonly TimelineBar[] };

/** A time under the lanes; its place is a share of the range. */
type TimelineTick = { readonly at: number; readonly label: string };

export type Timeline = {
  /** Bad attempts of each bucket, as shares of the largest. */
  readonly bad: readonly number[];
  /** Bad attempts of the largest bucket. */
  readonly most: number;
  readonly lanes: readonly TimelineLane[];
  readonly ticks: readonly TimelineTick[];
};

type View = { readonly range: Range; readonly nowMs: number; readonly timeZone: string };

/** However short an alert was, it is seen. */
const leastWidth = 0.004;
/** A phone has room for as many. */
const ticksWanted = 4;

/** Sets alerts over the bad attempts of the same range: a lane for each rule, those with most alerts first. */
export function prepareTimeline(
  alerts: readonly Alert[],
  points: readonly StatsPoint[],
  { range, nowMs, timeZone }: View,
): Timeline {
  const spanMs = range.toMs - range.fromMs;
  const shareOf = (ms: number) => Math.min(1, Math.max(0, (ms - range.fromMs) / spanMs));
  const most = Math.max(0, ...points.map(({ bad }) => bad));
  const ticks = timeTicks(
    points.map(({ t }) => t),
    timeZone,
    ticksWanted,
  );
  const byRule = [...Map.groupBy(alerts, ({ ruleId }) => ruleId)].toSorted(([, a], [, b]) => b.length - a.length);
  return {
    bad: points.map(({ bad }) => bad / Math.max(1, most)),
    most,
    lanes: byRule.map(([ruleId, some]) => ({
      ruleId,
      name: some[0]?.ruleName ?? "",
      bars: some.map(({ id, startedAtMs, endedAtMs, severity }) => {
        const from = Math.min(shareOf(startedAtMs), 1 - leastWidth);
        return { id, from, width: Math.max(leastWidth, shareOf(endedAtMs ?? nowMs) - from), severity };
      }),
    })),
    // The first bucket is cut by the range: its label would begin before the axis.
    ticks: ticks.filter(({ t }) => t >= range.fromMs).map(({ t, label }) => ({ at: shareOf(t), label })),
  };
}
