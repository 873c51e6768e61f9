import { instantOfWallClock } from "#lib/time/zone";

const wall = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const withZone = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * An instant as people type or paste it: `2026-11-23`, `2026-11-23 14:05`, with seconds, ISO 8601 with a zone,
 * or epoch seconds or milliseconds. Without a zone of its own it is wall-clock time in `timeZone`. Null if it is none of these.
 */
export function parseTypedInstant(text: string, timeZone: string): number | null {
  const typed = text.trim();
  if (/^\d{10}$/.test(typed)) return Number(typed) * 1_000;
  if (/^\d{13}$/.test(typed)) return Number(typed);
  if (withZone.test(typed)) {
    const ms = Date.parse(typed.replace(" ", "T"));
    return Number.isNaN(ms) ? null : ms;
  }
  const [, year, month, day, hour = "0", minute = "0", second = "0"] = wall.exec(typed) ?? [];
  if (!year || !month || !day) return null;
  const wallMs = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  const back = new Date(wallMs);
  const sound = back.getUTCMonth() === +month - 1 && back.getUTCDate() === +day && +minute < 60 && +second < 60;
  return sound && +hour < 24 ? instantOfWallClock(wallMs, timeZone) : null;
}
