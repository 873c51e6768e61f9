import type { Range } from "#lib/time/range";
import { wallClock, zoneOffsetMs } from "#lib/time/zone";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** `UTC`, `UTC+1`, `UTC+5:45`: the zone's offset at that instant. */
export function formatZone(ms: number, timeZone: string): string {
  const minutes = Math.round(zoneOffsetMs(ms, timeZone) / 60_000);
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${pad(rest)}`}`;
}

/** `14:05`, with seconds `14:05:09`, with milliseconds `14:05:09.042`. */
export function formatClock(ms: number, timeZone: string, precision: "min" | "s" | "ms" = "min"): string {
  const { hour, minute, second } = wallClock(ms, timeZone);
  const clock = `${pad(hour)}:${pad(minute)}`;
  if (precision === "min") return clock;
  if (precision === "s") return `${clock}:${pad(second)}`;
  return `${clock}:${pad(second)}.${String(Math.floor(ms) % 1_000).padStart(3, "0")}`;
}

/** `23 Nov`. */
export function formatDay(ms: number, timeZone: string): string {
  const { month, day } = wallClock(ms, timeZone);
  return `${day} ${months[month - 1]}`;
}

/** `23 Nov 2026`. */
export function formatDate(ms: number, timeZone: string): string {
  return `${formatDay(ms, timeZone)} ${wallClock(ms, timeZone).year}`;
}

/** `Mon 23 Nov`. */
export function formatWeekday(ms: number, timeZone: string): string {
  const { year, month, day } = wallClock(ms, timeZone);
  return `${weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]} ${day} ${months[month - 1]}`;
}

/** `23 Nov, 14:05:09`; the year stands only where it is another than that of `nowMs`. */
export function formatInstant(
  ms: number,
  timeZone: string,
  options: { readonly precision?: "min" | "s" | "ms"; readonly nowMs?: number } = {},
): string {
  const year = wallClock(ms, timeZone).year;
  const sameYear = options.nowMs !== undefined && wallClock(options.nowMs, timeZone).year === year;
  const day = sameYear ? formatDay(ms, timeZone) : `${formatDay(ms, timeZone)} ${year}`;
  return `${day}, ${formatClock(ms, timeZone, options.precision ?? "s")}`;
}

/** ISO 8601 in UTC with milliseconds, for `<time>`, titles and copying. */
export function formatIso(ms: number): string {
  return new Date(ms).toISOString();
}

/** `just now`, `12 s ago`, `3 min ago`, `2 h ago`, `5 d ago`; `in 3 min` for what is to come. */
export function formatAgo(ms: number, nowMs: number): string {
  const seconds = Math.round(Math.abs(nowMs - ms) / 1_000);
  if (seconds < 5) return "just now";
  const span = spanOf(seconds);
  return ms > nowMs ? `in ${span}` : `${span} ago`;
}

/** A range in words: `23 Nov, 13:05 to 14:05, UTC+1`; the day is told twice only where it changes. */
export function formatRange(range: Range, timeZone: string, nowMs: number): string {
  const options = { precision: "min", nowMs } as const;
  const from = formatInstant(range.fromMs, timeZone, options);
  const sameDay = formatDay(range.fromMs, timeZone) === formatDay(range.toMs, timeZone);
  const shortSpan = range.toMs - range.fromMs < 86_400_000;
  const to = sameDay && shortSpan ? formatClock(range.toMs, timeZone) : formatInstant(range.toMs, timeZone, options);
  return `${from} to ${to}, ${formatZone(range.toMs, timeZone)}`;
}

function spanOf(seconds: number): string {
  if (seconds < 60) return `${seconds}\u00a0s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}\u00a0min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)}\u00a0h`;
  return `${Math.floor(seconds / 86_400)}\u00a0d`;
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
