import { timeTicks } from "#components/charts/time-ticks.ts";
import { EmptyState } from "#components/ui/empty-state";
import { Section } from "#components/ui/section";
import { SegmentedLinks } from "#components/ui/segmented";
import { limitWords, spanWords } from "#lib/format/limit-words";
import type { RiskSettings } from "#lib/model/risk-settings";
import type { BudgetPoint } from "#lib/risk/read-budget-history";
import type { LimitState } from "#lib/risk/read-risk";
import { formatZone } from "#lib/time/format-time";
import type { RangeView } from "../../range-view";
import { BudgetChart, type UsedPoint } from "./budget-chart";
import { BudgetTable } from "./budget-table";
import type { ShownHistory } from "./read-risk-page";
import { type RiskSearch, serializeRiskSearch } from "./search-params";

type TimelineSectionProps = {
  own: readonly LimitState[];
  shown: LimitState;
  history: ShownHistory;
  levels: RiskSettings["levels"];
  view: RangeView;
  search: RiskSearch;
};

/** How full the shown limit was over the range. */
export function TimelineSection({ own, shown, history, levels, view, search }: TimelineSectionProps) {
  const { limit } = shown.watched;
  const span = spanWords(limit.seconds);
  const points = history.kind === "points" ? history.points.map(inPercent) : [];
  return (
    <Section
      flush
      title="Used over time"
      note={`share of ${limitWords(limit)}, each point over the ${span} before it; times in ${formatZone(view.range.toMs, view.timeZone)}`}
      actions={
        own.length > 1 ? (
          <div data-print="hide">
            <SegmentedLinks
              label="Limit in the chart and the table"
              items={own.map(({ watched: { limit: other } }) => ({
                label: spanWords(other.seconds),
                href: serializeRiskSearch("/risk", { ...search, limit: other.seconds }),
                current: other.seconds === limit.seconds,
              }))}
            />
          </div>
        ) : null
      }
    >
      {history.kind === "unanswerable" ? (
        <EmptyState className="py-8" title="This range cannot be drawn">
          {history.why}
        </EmptyState>
      ) : points.every(({ usedPercent }) => usedPercent === null) ? (
        <EmptyState className="py-8" title="Nothing was sent in this range">
          Without attempts nobody knows what Kisi would say to them: this is unknown, not well.
        </EmptyState>
      ) : (
        <>
          <BudgetChart
            points={points}
            ticks={timeTicks(
              points.map(({ atMs }) => atMs),
              view.timeZone,
            )}
            levels={{ warning: levels.warning * 100, critical: levels.critical * 100 }}
            span={span}
            timeZone={view.timeZone}
          />
          <BudgetTable points={points} timeZone={view.timeZone} nowMs={view.nowMs} />
        </>
      )}
    </Section>
  );
}

function inPercent({ used, ...point }: BudgetPoint): UsedPoint {
  return { ...point, usedPercent: used === null ? null : used * 100 };
}
