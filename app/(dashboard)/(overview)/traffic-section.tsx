import { chartMarks } from "#components/charts/chart-marks.ts";
import { OutcomeLegend } from "#components/charts/outcome-legend";
import { timeTicks } from "#components/charts/time-ticks.ts";
import { TrafficFigure } from "#components/charts/traffic-figure";
import { failedOutcomes, sentOutcomes } from "#components/charts/traffic-points.ts";
import { TrafficTable } from "#components/charts/traffic-table";
import { Section } from "#components/ui/section";
import { SegmentedLinks } from "#components/ui/segmented";
import { formatCount, formatDuration } from "#lib/format";
import type { App } from "#lib/server/app";
import { formatRange, formatZone } from "#lib/time/format-time";
import type { RangeView } from "../range-view";
import { readMarks } from "./read-marks";
import type { Overview } from "./read-overview";
import { type OverviewSearch, serializeOverviewSearch } from "./search-params";

type TrafficSectionProps = { app: App; overview: Overview; view: RangeView; search: OverviewSearch };

/** Attempts by outcome, failure rate and latency over one axis of time. */
export async function TrafficSection({ app, overview, view, search }: TrafficSectionProps) {
  const { points, totals, range } = overview;
  const marks = chartMarks(points, await readMarks(app.store, { range, filter: view.filter }));
  const outcomes = search.show === "all" ? sentOutcomes : failedOutcomes;
  const first = points[0];
  const width = first ? formatDuration(first.endMs - first.t) : "";
  const title = search.show === "all" ? "Attempts by outcome" : "Failures by status class";
  return (
    <Section
      flush
      title={title}
      note={`a bar is ${width}; times in ${formatZone(range.toMs, view.timeZone)}`}
      actions={
        <div data-print="hide">
          <SegmentedLinks
            label="Classes in the chart"
            items={(["failures", "all"] as const).map((show) => ({
              label: show === "all" ? "All attempts" : "Failures",
              href: serializeOverviewSearch("/", { ...search, show }),
              current: search.show === show,
            }))}
          />
        </div>
      }
    >
      <TrafficFigure
        points={points}
        marks={marks}
        ticks={timeTicks(
          points.map(({ t }) => t),
          view.timeZone,
        )}
        range={range}
        title={title}
        note={`${formatRange(range, view.timeZone, view.nowMs)}; ${formatCount(totals.attempts, "attempt")}`}
        timeZones={[...new Set([view.timeZone, "UTC", view.localTimeZone])]}
        outcomes={outcomes}
        legend={
          <OutcomeLegend
            outcomes={outcomes}
            counts={totals.byOutcome}
            attempts={totals.attempts}
            search={view.search}
          />
        }
      />
      <TrafficTable points={points} timeZone={view.timeZone} nowMs={view.nowMs} />
    </Section>
  );
}
