/** The figures along an axis. */
export const tickLook = { fill: "var(--ink-3)", fontSize: 11 } as const;

/** An axis of time: a line with few figures under it. Goes to recharts' `XAxis`. */
export const timeAxisLook = {
  tick: tickLook,
  tickLine: false,
  axisLine: { stroke: "var(--line-2)" },
  height: 24,
  interval: "equidistantPreserveStart",
} as const;

/** An axis of values: figures alone, as wide in every chart, so that charts below each other line up. */
export const valueAxisLook = { width: 60, tick: tickLook, tickLine: false, axisLine: false } as const;

/** How full a window was, over time. Goes to recharts' `Area`. */
export const usedAreaLook = {
  type: "linear",
  stroke: "var(--ink-2)",
  strokeWidth: 1.5,
  fill: "var(--ink-2)",
  fillOpacity: 0.12,
  activeDot: { r: 2.5, fill: "var(--ink)", stroke: "var(--paper)" },
  isAnimationActive: false,
} as const;

/** A single point is no line, so it is drawn as a dot. */
export const loneDot = { r: 2.5, fill: "var(--ink-2)" } as const;
