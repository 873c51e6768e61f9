import { formatClock, formatDay } from "#lib/time/format-time";
import { wallClock, zoneOffsetMs } from "#lib/time/zone";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28, 56].map((n) => n * day),
];

export type TimeTick = { readonly t: number; readonly label: string };

/**
 * Marks of a time axis: the first bucket of every round hour, day or week of the zone, at most `wanted` + 1 of them.
 * Days are told at midnight, hours elsewhere.
 */
export function timeTicks(bucketStarts: readonly number[], timeZone: string, wanted = 7): readonly TimeTick[] {
  const first = bucketStarts[0];
  const last = bucketStarts.at(-1);
  if (first === undefined || last === undefined) return [];
  const step = steps.find((ms) => (last - first) / ms <= wanted) ?? 56 * day;
  // The epoch began on a Thursday; weeks begin on Mondays.
  const shift = step >= 7 * day ? 3 * day : 0;
  const indexOf = (t: number) => Math.floor((t + zoneOffsetMs(t, timeZone) + shift) / step);
  const ticks: TimeTick[] = [];
  let before = indexOf(first - 1);
  for (const t of bucketStarts) {
    const index = indexOf(t);
    if (index !== before) ticks.push({ t, label: labelOf(t, step, timeZone) });
    before = index;
  }
  return ticks;
}

function labelOf(t: number, step: number, timeZone: string): string {
  const { hour: atHour, minute: atMinute } = wallClock(t, timeZone);
  const isMidnight = atHour === 0 && atMinute === 0;
  return step >= day || isMidnight ? formatDay(t, timeZone) : formatClock(t, timeZone);
}
