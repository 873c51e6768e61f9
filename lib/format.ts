/** No-break space: a number never parts from its unit. */
const nbsp = "\u00a0";

/** Below this many samples a rate or a percentile says little, and pages mark it. */
export const fewSamples = 30;

/** A figure and its unit, to be set in different sizes. */
export type Quantity = { readonly value: string; readonly unit: string };

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** `1204` → `1,204`. */
export function formatNumber(n: number): string {
  return whole.format(n);
}

/** For axes and badges: `12400` → `12.4K`. */
export function formatShortNumber(n: number): string {
  return n < 10_000 ? whole.format(n) : short.format(n);
}

/** `1` → `1 attempt`, `1204` → `1,204 attempts`. */
export function formatCount(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)}${nbsp}${n === 1 ? one : many}`;
}

/** Milliseconds to a figure of about three digits: `0.4 ms`, `320 ms`, `1.24 s`, `2 min 5 s`, `3 h 2 min`, `4 d 6 h`. */
export function durationQuantity(ms: number): Quantity {
  if (ms < 1) return { value: ms === 0 ? "0" : trim(ms.toFixed(1)), unit: "ms" };
  if (Math.round(ms) < 1_000) return { value: String(Math.round(ms)), unit: "ms" };
  if (ms < 9_995) return { value: trim((ms / 1_000).toFixed(2)), unit: "s" };
  if (ms < 59_950) return { value: trim((ms / 1_000).toFixed(1)), unit: "s" };
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return two(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440) return two(Math.floor(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.round(minutes / 60);
  return two(Math.floor(hours / 24), "d", hours % 24, "h");
}

/** As `durationQuantity`, in one text; `–` for null, which means "no attempts". */
export function formatDuration(ms: number | null): string {
  return ms === null ? "–" : formatQuantity(durationQuantity(ms));
}

/**
 * `part` of `n` in per cent, one decimal. Never rounds a part that exists to 0 %, nor one that lacks something to 100 %.
 * Null when `n` is 0: a rate of nothing is unknown.
 */
export function rateQuantity(part: number, n: number): Quantity | null {
  if (n === 0) return null;
  const percent = (part / n) * 100;
  if (part > 0 && percent < 0.05) return { value: "<\u202f0.1", unit: "%" };
  if (part < n && percent >= 99.95) return { value: ">\u202f99.9", unit: "%" };
  return { value: trim(percent.toFixed(1)), unit: "%" };
}

/** As `rateQuantity`, in one text: `4.2 %`; `–` when `n` is 0. */
export function formatRate(part: number, n: number): string {
  const quantity = rateQuantity(part, n);
  return quantity ? formatQuantity(quantity) : "–";
}

/** A rate with what it is of: `4.2 % of 1,204 attempts`. */
export function formatRateOf(part: number, n: number, one = "attempt"): string {
  return n === 0 ? `no ${one}s` : `${formatRate(part, n)} of ${formatCount(n, one)}`;
}

/** `512` → `512 B`, `4096` → `4 KiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${bytes}${nbsp}B`;
  const units = ["KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${trim((bytes / 1_024 ** power).toFixed(1))}${nbsp}${units[power - 1]}`;
}

/** A value in the unit of its rule: `42 %`, `3.2 ×`, `1.24 s`, `17`. */
export function formatMeasure(value: number, unit: "share" | "times" | "ms" | "count"): string {
  if (unit === "share") return `${trim((value * 100).toFixed(value < 0.1 ? 1 : 0))}${nbsp}%`;
  if (unit === "times") return `${trim(value.toFixed(1))}${nbsp}×`;
  return unit === "ms" ? formatDuration(value) : formatNumber(value);
}

/** `1.24 s`, with a space that no line breaks at. */
export function formatQuantity({ value, unit }: Quantity): string {
  return `${value}${nbsp}${unit}`;
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): Quantity {
  if (small === 0) return { value: String(large), unit: largeUnit };
  return { value: `${large}${nbsp}${largeUnit}${nbsp}${small}`, unit: smallUnit };
}

function trim(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
