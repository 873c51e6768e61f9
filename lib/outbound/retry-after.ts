const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The three forms of RFC 9110 §5.6.7; a recipient must accept all of them. */
const dateForms = [
  // Sun, 06 Nov 1994 08:49:37 GMT
  /^(?:mon|tue|wed|thu|fri|sat|sun), (?<day>\d\d) (?<month>[a-z]{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) gmt$/i,
  // Sunday, 06-Nov-94 08:49:37 GMT
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day, (?<day>\d\d)-(?<month>[a-z]{3})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) gmt$/i,
  // Sun Nov  6 08:49:37 1994
  /^(?:mon|tue|wed|thu|fri|sat|sun) (?<month>[a-z]{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/i,
];

/**
 * Reads a `Retry-After` value: seconds, or an HTTP date in any of its three forms (RFC 9110 §10.2.3).
 * Returns the wait in ms from `nowMs`, 0 for a date in the past, null for anything else.
 * A fraction of a second, which the RFC does not know, is taken at its word, so that no retry comes early.
 */
export function parseRetryAfter(value: string, nowMs: number): number | null {
  const text = value.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text) * 1000), Number.MAX_SAFE_INTEGER);
  for (const form of dateForms) {
    const parts = form.exec(text)?.groups;
    if (parts) {
      const atMs = timeOf(parts, nowMs);
      return atMs === null ? null : Math.max(0, atMs - nowMs);
    }
  }
  return null;
}

function timeOf(parts: Record<string, string>, nowMs: number): number | null {
  const month = months.indexOf((parts.month ?? "").toLowerCase());
  const day = Number(parts.day);
  const [hour = 0, minute = 0, second = 0] = (parts.time ?? "").split(":").map(Number);
  const year = fullYear(parts.year ?? "", nowMs);
  const date = new Date(Date.UTC(year, month, day));
  if (month < 0 || date.getUTCMonth() !== month || date.getUTCDate() !== day) return null;
  // A minute may have a leap second.
  if (hour > 23 || minute > 59 || second > 60) return null;
  return Date.UTC(year, month, day, hour, minute, second);
}

/** Two digits that seem to lie more than 50 years ahead mean the last such year in the past (RFC 9110 §5.6.7). */
function fullYear(digits: string, nowMs: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}
