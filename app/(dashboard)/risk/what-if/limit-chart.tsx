"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { loneDot, timeAxisLook, usedAreaLook, valueAxisLook } from "#components/charts/chart-looks.ts";
import { timeTicks } from "#components/charts/time-ticks.ts";
import { floatingLook } from "#components/ui/floating.ts";
import { formatCount, formatNumber, formatRate, formatShortNumber } from "#lib/format";
import { formatInstant, formatZone } from "#lib/time/format-time";
import type { Crossing } from "./judge-limit.ts";
import type { MadeUpLimit } from "./limit-search.ts";
import { limitWords } from "./limit-words.ts";
import { thinUses, type UsePoint } from "./thin-uses.ts";
import type { WindowUse } from "./window-uses.ts";

type LimitChartProps = {
  uses: readonly WindowUse[];
  limit: MadeUpLimit;
  crossings: readonly Crossing[];
  timeZone: string;
  nowMs: number;
};

const height = 260;
/** As many as can be told apart. */
const crossingsDrawn = 40;

/** The use of the trailing window over time, the limit across it, and when it was above. */
export function LimitChart({ uses, limit, crossings, timeZone, nowMs }: LimitChartProps) {
  const points = thinUses(uses);
  const times = points.map(({ t }) => t);
  const labels = new Map(timeTicks(times, timeZone, 6).map(({ t, label }) => [t, label]));
  const [firstMs = 0, lastMs = 0] = [times[0], times.at(-1)];
  const isRate = limit.kind === "rate";
  const formatValue = (value: number) => (isRate ? formatRate(value, 1) : formatShortNumber(value));
  const highest = Math.max(...points.map(({ value }) => value ?? 0));
  return (
    // Clipped: until the browser has measured it, the drawing is as wide as the server guessed.
    <div style={{ height }} className="select-none overflow-x-clip">
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 1_160, height }}>
        <ComposedChart
          data={[...points]}
          margin={{ top: 18, right: 16, bottom: 0, left: 0 }}
          title={`${isRate ? "Share of bad attempts" : "Bad attempts"} in the ${limit.window.words} before, over time`}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            {...timeAxisLook}
            type="number"
            dataKey="t"
            domain={[firstMs, lastMs]}
            ticks={[...labels.keys()]}
            tickFormatter={(t: number) => labels.get(t) ?? ""}
          />
          <YAxis
            {...valueAxisLook}
            domain={[0, Math.max(highest, limit.value) * 1.12 || 1]}
            tickCount={4}
            allowDecimals={isRate}
            tickFormatter={formatValue}
          />
          {crossings.slice(0, crossingsDrawn).map(({ fromMs, toMs }) => (
            <ReferenceArea key={fromMs} x1={fromMs} x2={toMs ?? lastMs} fill="var(--danger)" fillOpacity={0.12} />
          ))}
          <Area {...usedAreaLook} dataKey="value" dot={points.length === 1 ? loneDot : false} />
          <ReferenceLine
            y={limit.value}
            stroke="var(--danger)"
            strokeDasharray="4 3"
            label={{
              value: limitWords(limit.kind, limit.shown),
              position: "insideTopLeft",
              fill: "var(--danger)",
              fontSize: 11,
              dy: -16,
            }}
          />
          {crossings[0] ? <ReferenceLine x={crossings[0].fromMs} stroke="var(--danger)" strokeWidth={1.5} /> : null}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--ink-3)", strokeWidth: 1 }}
            content={({ active, payload }) => {
              // What recharts hands back is the point that it was given.
              const point = active ? (payload?.[0]?.payload as UsePoint | undefined) : undefined;
              return point ? <UseReadout use={point.use} limit={limit} timeZone={timeZone} nowMs={nowMs} /> : null;
            }}
            wrapperStyle={{ zIndex: 20, pointerEvents: "none" }}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

type UseReadoutProps = Pick<LimitChartProps, "limit" | "timeZone" | "nowMs"> & { use: WindowUse };

function UseReadout({ use, limit, timeZone, nowMs }: UseReadoutProps) {
  return (
    <div className={`${floatingLook} grid gap-0.5 p-3 text-xs`}>
      <p className="font-medium text-sm">
        {formatInstant(use.atMs, timeZone, { precision: "min", nowMs })}
        <span className="ml-1 font-normal text-ink-3">{formatZone(use.atMs, timeZone)}</span>
      </p>
      <p className="text-ink-3">in the {limit.window.words} before</p>
      <p>
        {formatNumber(use.bad)} bad of {formatCount(use.attempts, "attempt")}, {formatRate(use.bad, use.attempts)}
      </p>
      {use.value === null ? <p className="text-ink-3">too few attempts for the rule to apply</p> : null}
    </div>
  );
}
