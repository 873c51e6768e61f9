import type { AttemptOfCall, Call, CallDetail } from "#lib/model/call";
import type { Stats } from "#lib/model/stats";

/** Epoch ms as the API writes times: ISO 8601, UTC, milliseconds. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** A call as the API shows it. */
export function viewCall({ startedAtMs, ...call }: Call) {
  return { ...call, startedAt: isoTime(startedAtMs) };
}

/** A call with its attempts and what was kept of the failed exchange. */
export function viewCallDetail({ call, attempts, exchange }: CallDetail) {
  return { call: viewCall(call), attempts: attempts.map(viewAttempt), exchange };
}

function viewAttempt({ startedAtMs, ...attempt }: AttemptOfCall) {
  return { ...attempt, startedAt: isoTime(startedAtMs) };
}

/** Figures as the API shows them. */
export function viewStats({ fromMs, toMs, series, ...stats }: Stats) {
  return {
    from: isoTime(fromMs),
    to: isoTime(toMs),
    ...stats,
    series: series.map(({ key, points }) => ({
      key,
      points: points.map(({ t, ...rest }) => ({ t: isoTime(t), ...rest })),
    })),
  };
}
