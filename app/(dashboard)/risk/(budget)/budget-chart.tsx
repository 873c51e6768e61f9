"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { loneDot, timeAxisLook, usedAreaLook, valueAxisLook } from "#components/charts/chart-looks.ts";
import type { TimeTick } from "#components/charts/time-ticks.ts";
import { floatingLook } from "#components/ui/floating.ts";
import { formatCount, formatNumber, formatRate } from "#lib/format";
import { formatInstant, formatZone } from "#lib/time/format-time";

/** How full the window was at an instant, in per cent of the limit; null without attempts. */
export type UsedPoint = {
  readonly atMs: number;
  readonly attempts: number;
  readonly bad: number;
  readonly usedPercent: number | null;
};

type BudgetChartProps = {
  points: readonly UsedPoint[];
  ticks: readonly TimeTick[];
  /** In per cent of the limit. */
  levels: { readonly warning: number; readonly critical: number };
  /** `24 h`. */
  span: string;
  timeZone: string;
};

const height = 240;

/** The use of the trailing window over time, with the limit across it. Draws what it is given. */
export function BudgetChart({ points, ticks, levels, span, timeZone }: BudgetChartProps) {
  const labels = new Map(ticks.map(({ t, label }) => [t, label]));
  const highest = Math.max(0, ...points.map(({ usedPercent }) => usedPercent ?? 0));
  const top = Math.max(110, highest * 1.08);
  const step = stepFor(top);
  const marks = [
    { y: 100, words: "limit", color: "var(--danger)", dash: "" },
    { y: levels.critical, words: "critical", color: "var(--danger)", dash: "4 3" },
    { y: levels.warning, words: "warning", color: "var(--caution)", dash: "4 3" },
  ];
  return (
    // Clipped: until the browser has measured it, the drawing is as wide as the server guessed.
    <div style={{ height }} className="select-none overflow-x-clip">
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 1_160, height }}>
        <ComposedChart
          data={[...points]}
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
          title={`Share of the limit used in the ${span} before, over time`}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            {...timeAxisLook}
            type="number"
            dataKey="atMs"
            domain={[points[0]?.atMs ?? 0, points.at(-1)?.atMs ?? 0]}
            ticks={[...labels.keys()]}
            tickFormatter={(t: number) => labels.get(t) ?? ""}
          />
          <YAxis
            {...valueAxisLook}
            domain={[0, top]}
            ticks={Array.from({ length: Math.floor(top / step) + 1 }, (_, n) => n * step)}
            tickFormatter={(value: number) => (value === 0 ? "0" : `${formatNumber(value)}\u00a0%`)}
          />
          <Area {...usedAreaLook} dataKey="usedPercent" dot={points.length === 1 ? loneDot : false} />
          {marks.map(({ y, words, color, dash }) => (
            <ReferenceLine
              key={words}
              y={y}
              stroke={color}
              strokeDasharray={dash}
              label={{ value: words, position: "insideTopRight", fill: color, fontSize: 11 }}
            />
          ))}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--ink-3)", strokeWidth: 1 }}
            content={({ active, payload }) => {
              // What recharts hands back is the point that it was given.
              const point = active ? (payload?.[0]?.payload as UsedPoint | undefined) : undefined;
              return point ? <Readout point={point} span={span} timeZone={timeZone} /> : null;
            }}
            wrapperStyle={{ zIndex: 20, pointerEvents: "none" }}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Marks at round shares, the limit always among them, and six of them at most. */
function stepFor(topPercent: number): number {
  return [25, 50, 100, 500, 1_000].find((step) => topPercent / step <= 6) ?? 5_000;
}

type ReadoutProps = Pick<BudgetChartProps, "span" | "timeZone"> & { point: UsedPoint };

function Readout({ point: { atMs, attempts, bad, usedPercent }, span, timeZone }: ReadoutProps) {
  return (
    <div className={`${floatingLook} grid gap-0.5 p-3 text-xs`}>
      <p className="font-medium text-sm">
        {formatInstant(atMs, timeZone, { precision: "min", nowMs: atMs })}
        <span className="ml-1 font-normal text-ink-3">{formatZone(atMs, timeZone)}</span>
      </p>
      <p>{usedPercent === null ? "unknown: no attempts" : `${formatRate(usedPercent, 100)} of the limit`}</p>
      <p className="text-ink-3">
        {formatNumber(bad)} bad of {formatCount(attempts, "attempt")} in the {span} before
      </p>
    </div>
  );
}
