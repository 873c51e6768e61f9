"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { Area, Bar } from "recharts";
import { BucketBar, QuietBar } from "#components/charts/bucket-bar";
import type { ChartMark } from "#components/charts/chart-marks.ts";
import { FigureToolbar } from "#components/charts/figure-toolbar";
import { lonePoints } from "#components/charts/lone-points.ts";
import { SaveFigure } from "#components/charts/save-figure";
import { textureFill } from "#components/charts/textures";
import { TimePane } from "#components/charts/time-pane";
import type { TimeTick } from "#components/charts/time-ticks.ts";
import type { SentOutcome, TrafficPoint } from "#components/charts/traffic-points.ts";
import { useFigurePointer } from "#components/charts/use-figure-pointer.ts";
import { formatDuration, formatShortNumber } from "#lib/format";
import type { Range } from "#lib/time/range";

export type TrafficFigureProps = {
  points: readonly TrafficPoint[];
  marks: readonly ChartMark[];
  ticks: readonly TimeTick[];
  /** The range that the points are of. */
  range: Range;
  /** The page's zone first, then the other one. */
  timeZones: readonly string[];
  /** Classes that are stacked, from the bottom. */
  outcomes: readonly SentOutcome[];
  /** Names the classes; stands above the first pane. */
  legend: ReactNode;
  /** What the figure shows, and of which range: the caption of its picture. */
  title: string;
  note: string;
};

const panes = ["classes", "rate", "latency"] as const;
type Pane = (typeof panes)[number];

/** Classes, failure rate and latency over one axis of time, with linked cursors. */
export function TrafficFigure({ points, ticks, range, outcomes, legend, ...props }: TrafficFigureProps) {
  const syncId = useId();
  const figure = useRef<HTMLDivElement>(null);
  const [pane, setPane] = useState<Pane | null>(null);
  const pointer = useFigurePointer(points, range);
  const { zoom } = pointer;
  const isBlank = points.every(({ counts }) => outcomes.every((outcome) => counts[outcome] === 0));
  const frame = {
    points,
    marks: props.marks,
    ticks,
    timeZones: props.timeZones,
    syncId,
    selection: zoom.selection,
    onActive: pointer.onActive,
    onDown: pointer.onDown,
    onMove: zoom.move,
    onUp: pointer.onUp,
  };
  const within = (name: Pane) => ({
    onPointerEnter: () => setPane(name),
    onPointerLeave: () => setPane(null),
    onFocus: () => setPane(name),
    onKeyDown: pointer.onKeyDown,
    onPointerDown: pointer.onPointerDown,
    className: "cursor-crosshair",
  });
  return (
    <div className={zoom.pending ? "opacity-60 transition-opacity delay-150" : ""}>
      <div className="flex items-start gap-2 px-4 pb-1">
        {legend}
        <FigureToolbar onZoomIn={pointer.zoomIn} onUndo={zoom.undo}>
          <SaveFigure getFigure={() => figure.current} title={props.title} note={props.note} />
        </FigureToolbar>
      </div>
      {/* biome-ignore-start lint/a11y/noStaticElementInteractions: the chart inside is the control; this only listens */}
      <div ref={figure}>
        <div {...within("classes")} className="relative cursor-crosshair">
          {isBlank ? (
            <p className="pointer-events-none absolute inset-0 z-10 grid place-content-center text-ink-3">
              None of these in this range
            </p>
          ) : null}
          <TimePane
            {...frame}
            title="Attempts by outcome over time"
            height={220}
            withTicks={false}
            withMarkLabels
            withReadout={pane === "classes"}
            formatValue={formatShortNumber}
          >
            {(prefix) =>
              outcomes.map((outcome) => (
                <Bar
                  key={outcome}
                  stackId="outcome"
                  dataKey={(point: TrafficPoint) => point.counts[outcome]}
                  fill={textureFill(prefix, outcome)}
                  shape={outcome === "success" ? QuietBar : BucketBar}
                  isAnimationActive={false}
                  onMouseEnter={() => pointer.hover(outcome)}
                  onMouseLeave={() => pointer.hover(null)}
                />
              ))
            }
          </TimePane>
        </div>
        <PaneTitle>Failure rate</PaneTitle>
        <div {...within("rate")}>
          <TimePane
            {...frame}
            title="Failure rate over time"
            height={92}
            withTicks={false}
            withMarkLabels={false}
            withReadout={pane === "rate"}
            formatValue={(value) => (value === 0 ? "0" : `${value}\u00a0%`)}
          >
            {() => <InkArea points={points} pick={(point) => point.failurePercent} />}
          </TimePane>
        </div>
        <PaneTitle>Latency, p95</PaneTitle>
        <div {...within("latency")}>
          <TimePane
            {...frame}
            title="Latency over time, 95th percentile"
            height={124}
            withTicks
            withMarkLabels={false}
            withReadout={pane === "latency"}
            formatValue={(value) => (value === 0 ? "0" : formatDuration(value))}
          >
            {() => <InkArea points={points} pick={(point) => point.p95Ms} />}
          </TimePane>
        </div>
      </div>
      {/* biome-ignore-end lint/a11y/noStaticElementInteractions: see above */}
    </div>
  );
}

function PaneTitle({ children }: { children: string }) {
  return <h3 className="mt-1 px-4 text-ink-3 text-xs">{children}</h3>;
}

type InkAreaProps = { points: readonly TrafficPoint[]; pick: (point: TrafficPoint) => number | null };

/** A straight line with a faint ground; gaps stay gaps. */
function InkArea({ points, pick }: InkAreaProps) {
  const lone = lonePoints(points.map(pick));
  return (
    <Area
      type="linear"
      dataKey={pick}
      stroke="var(--ink-2)"
      strokeWidth={1.5}
      fill="var(--ink-2)"
      fillOpacity={0.12}
      isAnimationActive={false}
      activeDot={{ r: 2.5, fill: "var(--ink)", stroke: "var(--paper)" }}
      dot={({ cx, cy, index }) =>
        lone.has(index) ? <circle key={index} cx={cx} cy={cy} r={1.75} fill="var(--ink-2)" /> : <g key={index} />
      }
    />
  );
}
