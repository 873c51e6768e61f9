"use client";

import { type ReactNode, useId } from "react";
import {
  CartesianGrid,
  ComposedChart,
  type MouseHandlerDataParam,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ActiveBucket } from "#components/charts/active-bucket";
import { BucketReadout } from "#components/charts/bucket-readout";
import { tickLook, timeAxisLook, valueAxisLook } from "#components/charts/chart-looks.ts";
import { type ChartMark, markLabels } from "#components/charts/chart-marks.ts";
import { Textures, unfinishedFill } from "#components/charts/textures";
import type { TimeTick } from "#components/charts/time-ticks.ts";
import type { TrafficPoint } from "#components/charts/traffic-points.ts";

/** What the panes of one figure share. */
export type PaneFrame = {
  readonly points: readonly TrafficPoint[];
  /** Deploys and alerts, a line each through all panes. */
  readonly marks: readonly ChartMark[];
  readonly ticks: readonly TimeTick[];
  readonly timeZones: readonly string[];
  /** Links the cursors of the panes. */
  readonly syncId: string;
  readonly selection: { readonly fromMs: number; readonly lastMs: number } | null;
  /** Bucket under the pointer or the keyboard's cursor; null when it leaves. */
  readonly onActive: (index: number | null) => void;
  readonly onDown: (index: number) => void;
  readonly onMove: (index: number) => void;
  readonly onUp: (index: number) => void;
};

type TimePaneProps = PaneFrame & {
  /** Read by screen readers. */
  title: string;
  height: number;
  /** Hours and days are told under the last pane alone. */
  withTicks: boolean;
  /** The first pane alone says what the marks are. */
  withMarkLabels: boolean;
  /** Only the pane under the pointer tells the figures; the others show the cursor. */
  withReadout: boolean;
  formatValue: (value: number) => string;
  children: (prefix: string) => ReactNode;
};

/** More labels than these would lie over each other; the lines stay, and pointing at one tells what it is. */
const labelsMax = 6;

const markLook = { position: "top", fill: "var(--ink-2)", fontSize: 11 } as const;
/** A label at the right edge is moved in, or half of it would be cut. */
const lastMarkShift = -28;

/** One chart over time. Draws what it is given. */
export function TimePane(props: TimePaneProps) {
  const { points, marks, ticks, title, height, withTicks, formatValue, children, ...frame } = props;
  const withLabels = frame.withMarkLabels && marks.length > 0 && marks.length <= labelsMax;
  const prefix = useId().replaceAll(/[^\w-]/g, "");
  const unfinished = points.find(({ partial }) => partial === "unfinished");
  const edgeMs = points[Math.floor(points.length * 0.94)]?.t ?? Number.POSITIVE_INFINITY;
  const said = withLabels
    ? markLabels(
        marks,
        points.map(({ t }) => t),
      )
    : new Map<number, string>();
  const labelOf = (t: number) =>
    said.has(t) ? { ...markLook, value: said.get(t) ?? "", dx: t > edgeMs ? lastMarkShift : 0 } : "";
  const labels = new Map(ticks.map(({ t, label }) => [t, label]));
  const at = (act: (index: number) => void) => (state: MouseHandlerDataParam) => {
    const index = Number(state.activeTooltipIndex ?? Number.NaN);
    if (Number.isInteger(index)) act(index);
  };
  return (
    // Clipped: until the browser has measured it, the drawing is as wide as the server guessed.
    <div style={{ height }} className="select-none overflow-x-clip">
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 1_160, height }}>
        <ComposedChart
          data={[...points]}
          margin={{ top: withLabels ? 18 : 6, right: 16, bottom: 0, left: 0 }}
          barCategoryGap={0}
          syncId={frame.syncId}
          title={title}
          onMouseDown={at(frame.onDown)}
          onMouseMove={at(frame.onMove)}
          onMouseUp={at(frame.onUp)}
        >
          <Textures prefix={prefix} />
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            {...timeAxisLook}
            dataKey="t"
            scale="band"
            ticks={ticks.map(({ t }) => t)}
            tickFormatter={(t: number) => labels.get(t) ?? ""}
            tick={withTicks ? tickLook : false}
            height={withTicks ? timeAxisLook.height : 1}
          />
          <YAxis
            {...valueAxisLook}
            tickCount={height < 150 ? 3 : 4}
            domain={[0, "auto"]}
            allowDecimals={false}
            tickFormatter={formatValue}
          />
          {unfinished ? (
            <ReferenceArea x1={unfinished.t} x2={unfinished.t} fill={unfinishedFill(prefix)} fillOpacity={1} />
          ) : null}
          {children(prefix)}
          {marks.map((mark) => (
            <ReferenceLine
              key={mark.t}
              x={mark.t}
              stroke="var(--ink-2)"
              strokeDasharray={mark.alerts.length > 0 ? "1 2" : "3 3"}
              label={labelOf(mark.t)}
            />
          ))}
          {frame.selection ? (
            <ReferenceArea
              x1={frame.selection.fromMs}
              x2={frame.selection.lastMs}
              fill="var(--accent)"
              fillOpacity={0.14}
              stroke="var(--accent)"
              strokeOpacity={0.6}
            />
          ) : null}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--ink-3)", fill: "var(--ink)", fillOpacity: 0.06, strokeWidth: 1 }}
            content={({ active, label }) => {
              const point = active && frame.withReadout ? points.find(({ t }) => t === label) : undefined;
              return point ? (
                <BucketReadout point={point} mark={marks.find(({ t }) => t === point.t)} timeZones={frame.timeZones} />
              ) : null;
            }}
            wrapperStyle={{ zIndex: 20, pointerEvents: "none" }}
          />
          <ActiveBucket points={points} onActive={frame.onActive} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
