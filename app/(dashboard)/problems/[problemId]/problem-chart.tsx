"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type PointerEvent, useCallback, useId, useRef } from "react";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  type MouseHandlerDataParam,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ActiveBucket } from "#components/charts/active-bucket";
import { BucketBar } from "#components/charts/bucket-bar";
import { callsWithinHref } from "#components/charts/calls-href.ts";
import { timeAxisLook, valueAxisLook } from "#components/charts/chart-looks.ts";
import { Textures, textureFill } from "#components/charts/textures";
import type { TimeTick } from "#components/charts/time-ticks.ts";
import type { SentOutcome } from "#components/charts/traffic-points.ts";
import { floatingLook } from "#components/ui/floating.ts";
import { formatCount, formatShortNumber } from "#lib/format";
import { formatClock, formatInstant, formatZone } from "#lib/time/format-time";
import type { Range } from "#lib/time/range";
import type { RangeSearch } from "#lib/time/range-search";
import type { ProblemBar } from "./prepare-bars";

type ProblemChartProps = {
  readonly id: string;
  readonly outcome: SentOutcome;
  readonly bars: readonly ProblemBar[];
  /** The range that the bars are of. */
  readonly range: Range;
  readonly ticks: readonly TimeTick[];
  readonly search: RangeSearch;
  readonly timeZone: string;
};

const height = 200;
/** More names than these would lie over each other; the marks stay, and pointing at one names it. */
const namesMax = 6;

/** Attempts of a problem over time with the deploys between them; a bar leads to its calls. */
export function ProblemChart({ id, outcome, bars, range, ticks, search, timeZone }: ProblemChartProps) {
  const prefix = useId().replaceAll(/[^\w-]/g, "");
  const router = useRouter();
  const active = useRef<number | null>(null);
  // A tap tells the figures; only a mouse, which can tell them without, opens.
  const isMouse = useRef(true);
  const onActive = useCallback((index: number | null) => {
    active.current = index;
  }, []);
  const labels = new Map(ticks.map(({ t, label }) => [t, label]));
  const marked = bars.filter(({ releases }) => releases.length > 0);
  const open = (index: number | null) => {
    const bar = index === null ? undefined : bars[index];
    if (!bar || bar.attempts === 0) return;
    const within = { fromMs: Math.max(bar.t, range.fromMs), toMs: Math.min(bar.endMs, range.toMs) };
    router.push(callsWithinHref(within, { tz: search.tz }, { problem: [id] }));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the chart inside is the control; this only listens
    <div
      // Clipped: until the browser has measured it, the drawing is as wide as the server guessed.
      className="cursor-pointer select-none overflow-x-clip"
      style={{ height }}
      onPointerDown={(event: PointerEvent) => {
        isMouse.current = event.pointerType === "mouse";
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === "Enter" && event.target instanceof SVGElement) open(active.current);
      }}
    >
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 1_160, height }}>
        <ComposedChart
          data={[...bars]}
          margin={{ top: 18, right: 16, bottom: 0, left: 0 }}
          barCategoryGap={0}
          title="Failed attempts of this problem over time"
          onClick={(state: MouseHandlerDataParam) => {
            const index = Number(state.activeTooltipIndex ?? Number.NaN);
            if (isMouse.current && Number.isInteger(index)) open(index);
          }}
        >
          <Textures prefix={prefix} />
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            {...timeAxisLook}
            dataKey="t"
            scale="band"
            ticks={ticks.map(({ t }) => t)}
            tickFormatter={(t: number) => labels.get(t) ?? ""}
          />
          <YAxis
            {...valueAxisLook}
            tickCount={4}
            domain={[0, "auto"]}
            allowDecimals={false}
            tickFormatter={formatShortNumber}
          />
          <Bar dataKey="attempts" fill={textureFill(prefix, outcome)} shape={BucketBar} isAnimationActive={false} />
          {marked.map(({ t, releases }) => (
            <ReferenceLine
              key={t}
              x={t}
              stroke="var(--ink-2)"
              strokeDasharray="3 3"
              label={
                marked.length > namesMax
                  ? ""
                  : { value: shortName(releases), position: "top", fill: "var(--ink-2)", fontSize: 11 }
              }
            />
          ))}
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--ink)", fillOpacity: 0.06 }}
            content={({ active: isActive, label }) => {
              const bar = isActive ? bars.find(({ t }) => t === label) : undefined;
              return bar ? <Readout bar={bar} timeZone={timeZone} /> : null;
            }}
            wrapperStyle={{ zIndex: 20, pointerEvents: "none" }}
          />
          <ActiveBucket points={bars} onActive={onActive} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function shortName(releases: readonly string[]): string {
  const [first = "", ...others] = releases;
  const name = first.length > 12 ? `${first.slice(0, 11)}…` : first;
  return others.length > 0 ? `${name} +${others.length}` : name;
}

function Readout({ bar, timeZone }: { readonly bar: ProblemBar; readonly timeZone: string }) {
  const { t, endMs, attempts, releases, partial } = bar;
  return (
    <div className={`${floatingLook} grid max-w-64 gap-0.5 p-3 text-xs`}>
      <p className="font-medium text-sm">
        {formatInstant(t, timeZone, { precision: "min", nowMs: t })} to {formatClock(endMs, timeZone)}
        <span className="ml-1 font-normal text-ink-3">{formatZone(t, timeZone)}</span>
      </p>
      {partial === "unfinished" ? <p className="text-caution">Not over yet: it will grow.</p> : null}
      {partial === "cut" ? <p className="text-caution">Cut by the edge of the range.</p> : null}
      <p>{formatCount(attempts, "failed attempt")}</p>
      {releases.length > 0 ? <p className="wrap-anywhere">Deployed: {releases.join(", ")}</p> : null}
    </div>
  );
}
