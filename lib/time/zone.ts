const dayMs = 86_400_000;

/** The cookie in which a browser tells its IANA zone, so that the first byte is already in local time. */
export const timeZoneCookie = "ajar_zone";

/** The text if it names a time zone that this runtime knows, else null. */
export function parseTimeZone(text: string | null | undefined): string | null {
  if (!text || text.length > 64) return null;
  try {
    // Handed back as it came: engines differ in which alias (Calcutta, Kolkata) they call canonical.
    new Intl.DateTimeFormat("en", { timeZone: text });
    return text;
  } catch {
    // RangeError is how Intl says "no such zone".
    return null;
  }
}

/** How far the zone's wall clock is ahead of UTC at that instant, in ms. */
export function zoneOffsetMs(ms: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const wall = wallClock(ms, timeZone);
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  return asUtc - Math.floor(ms / 1_000) * 1_000;
}

/**
 * The instant at which the zone's wall clock shows these figures: the earlier one where clocks go back and show them
 * twice; in a gap of summer time, the instant that would show them if the clocks had not changed.
 */
export function instantOfWallClock(wallMs: number, timeZone: string): number {
  const before = wallMs - zoneOffsetMs(wallMs - dayMs, timeZone);
  const after = wallMs - zoneOffsetMs(wallMs + dayMs, timeZone);
  const inOrder = [Math.min(before, after), Math.max(before, after)];
  return inOrder.find((ms) => ms + zoneOffsetMs(ms, timeZone) === wallMs) ?? before;
}

export type WallClock = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

/** What a clock on the wall of that zone shows. */
export function wallClock(ms: number, timeZone: string): WallClock {
  const found: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(ms)) {
    if (type !== "literal") found[type] = Number(value);
  }
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = found;
  return { year, month, day, hour, minute, second };
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a DateTimeFormat costs 50 times what using it does.
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  return format;
}
