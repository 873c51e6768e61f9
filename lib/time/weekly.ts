import { instantOfWallClock, wallClock } from "#lib/time/zone";

/** From Sunday on, as `Date` counts them. */
export const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
export type Weekday = (typeof weekdays)[number];

/** An hour of the week by the clock on the wall of a zone. */
export type WeeklyHour = { readonly weekday: Weekday; readonly hour: number; readonly timeZone: string };

/**
 * The latest instant, not after `nowMs`, at which it was that hour of the week, and the one a week before, epoch ms. A
 * week in which the clocks change has an hour more or less; an hour that is skipped comes as if they had not changed, and
 * one that comes twice counts the first time.
 */
export function lastWeekly(nowMs: number, { weekday, hour, timeZone }: WeeklyHour): { atMs: number; beforeMs: number } {
  const { year, month, day } = wallClock(nowMs, timeZone);
  const today = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const daysBack = (today - weekdays.indexOf(weekday) + 7) % 7;
  // Date.UTC carries days before the first of a month over into the one before.
  const instant = (back: number) => instantOfWallClock(Date.UTC(year, month - 1, day - back, hour), timeZone);
  const back = instant(daysBack) > nowMs ? daysBack + 7 : daysBack;
  return { atMs: instant(back), beforeMs: instant(back + 7) };
}
