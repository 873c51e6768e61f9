import type { IngestContext } from "#lib/ingest/ingest-context";
import { quote, Refusal } from "#lib/ingest/refusal";

export type SettledTime = { readonly startedAtMs: number; readonly toldStartedAtMs: number };

const dayMs = 86_400_000;
/** Clocks of a few minutes ahead are common, and harmless. */
const aheadMsMax = 300_000;
/** 1973 in milliseconds, the year 5138 in seconds: nothing real lies on the wrong side. */
const secondsBelow = 1e11;
const microsecondsFrom = 1e14;
const isoWithZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const isoWithoutZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/;

/**
 * Reads an ISO 8601 time with a zone, or epoch milliseconds; tells seconds and microseconds apart from them. `field` is
 * what the sender calls it.
 */
export function readTime(told: string | number, field = "startedAt"): number | Refusal {
  if (typeof told === "number") return readEpoch(told, field);
  const ms = isoWithZone.test(told) ? Date.parse(told) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  if (isoWithoutZone.test(told))
    return new Refusal(`${field} ${quote(told)} has no time zone: end it with Z or +00:00`);
  return new Refusal(
    `${field} ${quote(told)} is not a time: send ISO 8601 (2026-01-31T12:00:00.000Z) or epoch milliseconds`,
  );
}

function readEpoch(told: number, field: string): number | Refusal {
  if (told < 0) return new Refusal(`${field} lies before 1970`);
  if (told < secondsBelow) {
    return new Refusal(`${field} ${told} reads like epoch seconds: send milliseconds (${Math.round(told * 1_000)})`);
  }
  if (told < microsecondsFrom) return Math.floor(told);
  return new Refusal(`${field} ${told} reads like micro- or nanoseconds: send epoch milliseconds`);
}

/**
 * Decides where an attempt is counted. A past time within retention is believed, an older one refused; one that is
 * more than five minutes ahead is counted at its arrival, and both times are kept.
 */
export function settleTime(toldStartedAtMs: number, context: IngestContext): SettledTime | Refusal {
  const { receivedAtMs, retentionDays } = context;
  if (toldStartedAtMs < receivedAtMs - retentionDays * dayMs) {
    const told = new Date(toldStartedAtMs).toISOString();
    return new Refusal(`started at ${told}, which is older than the ${retentionDays} days that attempts are kept`);
  }
  const ahead = toldStartedAtMs > receivedAtMs + aheadMsMax;
  return { startedAtMs: ahead ? receivedAtMs : toldStartedAtMs, toldStartedAtMs };
}
