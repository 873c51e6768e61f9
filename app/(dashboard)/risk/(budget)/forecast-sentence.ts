import { formatCount, formatDuration } from "#lib/format";
import type { RecentPace } from "#lib/risk/forecast";
import type { LimitState } from "#lib/risk/read-risk";
import { formatClock, formatInstant } from "#lib/time/format-time";

type Frame = { readonly nowMs: number; readonly timeZone: string };

/** When the limit is reached at the present pace, as a range. */
export function forecastSentence({ forecast, recent }: LimitState, frame: Frame): string {
  const { limitReachedAtMs, lowMs, highMs } = forecast;
  const { nowMs } = frame;
  if (limitReachedAtMs !== null && limitReachedAtMs <= nowMs) return "The limit is reached now.";
  const pace = paceWords(recent);
  if (limitReachedAtMs === null && recent.attempts === 0) return `${pace}: without a pace there is no forecast.`;
  if (limitReachedAtMs === null) {
    const worst = lowMs === null ? "" : `, or at ${when(lowMs, frame)} at the worse end of an 80\u00a0% range`;
    return `${pace}: at this pace the limit is never reached${worst}.`;
  }
  const earliest = lowMs === null || lowMs <= nowMs ? "now" : when(lowMs, frame);
  const latest = highMs === null ? "never" : when(highMs, frame);
  const inWords = formatDuration(roundedToMinutes(limitReachedAtMs - nowMs));
  return `${pace}: at this pace the limit is reached at ${when(limitReachedAtMs, frame)}, in ${inWords}; between ${earliest} and ${latest} with 80\u00a0%.`;
}

/** `14:20` today, `24 Nov, 14:20` on another day. */
export function when(ms: number, { nowMs, timeZone }: Frame): string {
  const isNear = ms - nowMs < 12 * 3_600_000;
  return isNear ? formatClock(ms, timeZone) : formatInstant(ms, timeZone, { precision: "min", nowMs });
}

function paceWords({ spanMs, attempts, bad }: RecentPace): string {
  const span = formatDuration(spanMs);
  if (attempts === 0) return `Nothing was sent in the last ${span}`;
  return `${formatCount(bad, "bad attempt")} in the last ${span}`;
}

function roundedToMinutes(ms: number): number {
  return Math.max(1, Math.round(ms / 60_000)) * 60_000;
}
