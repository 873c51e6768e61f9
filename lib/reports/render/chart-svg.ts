import type { Chart } from "#lib/reports/outline";

type Look = { readonly width: number; readonly height: number; readonly font: string };

const ink = "#16181d";
const faint = "#646b76";
const line = "#e8e9ec";
const left = 36;
const bottom = 18;
const top = 22;

/** The chart as an SVG that stands alone: stacked bars over time, counts from 0, times in UTC. */
export function chartSvg({ label, classes, bars }: Chart, { width, height, font }: Look): string {
  const most = Math.max(1, ...bars.map(({ values }) => sum(values)));
  const step = niceStep(most / 3);
  const limit = Math.ceil(most / step) * step;
  const plotHeight = height - top - bottom;
  const plotWidth = width - left - 2;
  const y = (value: number) => top + plotHeight - (value / limit) * plotHeight;
  const barWidth = plotWidth / Math.max(1, bars.length);
  const x = (index: number) => left + index * barWidth;
  const grid = Array.from({ length: Math.round(limit / step) + 1 }, (_, n) => n * step).map(
    (value) =>
      `<line x1="${left}" x2="${round(left + plotWidth)}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="${line}" stroke-width="0.7"/>` +
      text(String(value), { x: left - 5, y: y(value) + 2.5, anchor: "end", fill: faint, font }),
  );
  const stacks = bars.flatMap(({ values }, index) => {
    let below = 0;
    return values.flatMap((value, n) => {
      if (value === 0) return [];
      const from = below;
      below += value;
      const gap = barWidth > 3 ? 0.6 : 0;
      return `<rect x="${round(x(index) + gap / 2)}" y="${round(y(below))}" width="${round(barWidth - gap)}" height="${round(y(from) - y(below))}" fill="${classes[n]?.color}"/>`;
    });
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(label)}">`,
    ...legend(classes, font),
    ...grid,
    ...stacks,
    ...timeLabels(bars, x, height, font),
    "</svg>",
  ].join("");
}

function legend(classes: Chart["classes"], font: string): string[] {
  return classes.map(({ label, color }, index) => {
    const at = left + index * 70;
    const words = text(label, { x: at + 11, y: 9, anchor: "start", fill: ink, font });
    return `<rect x="${at}" y="2" width="7" height="7" fill="${color}"/>${words}`;
  });
}

/** Five moments or so, the day where it changes. */
function timeLabels(bars: Chart["bars"], x: (index: number) => number, height: number, font: string): string[] {
  const every = Math.max(1, Math.ceil(bars.length / 6));
  let day = "";
  return bars.flatMap(({ t }, index) => {
    if (index % every !== 0) return [];
    const clock = t.slice(11, 16);
    const words = t.slice(5, 10) === day ? clock : `${t.slice(5, 10)} ${clock}`;
    day = t.slice(5, 10);
    return text(words, { x: x(index), y: height - 5, anchor: "start", fill: faint, font });
  });
}

type TextLook = {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  readonly fill: string;
  readonly font: string;
};

function text(words: string, { x, y, anchor, fill, font }: TextLook): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-family="${font}" font-size="7.5" fill="${fill}">${escapeXml(words)}</text>`;
}

/** 1, 2 or 5 times a power of ten, whole. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 1;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escapeXml(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
