import type { Forecast, RiskLimit } from "#lib/model/risk";
import { poissonRange } from "#lib/risk/poisson-range";
import { firstInstant, type Inequality, type Pace, steadyState, type WindowHistory } from "#lib/risk/projection";

/** What was sent in the last few minutes. */
export type RecentPace = { readonly spanMs: number; readonly attempts: number; readonly bad: number };

type LimitAsked = { readonly limit: RiskLimit; readonly floor: number };

const silence = { low: 0, high: 0 };

/** How far back the present pace is measured. */
export const paceSpanMs = 15 * 60_000;

/**
 * When the trailing window reaches its limit if attempts go on at the present pace, counting what ages out; exact on
 * constant rates. The range takes the number of recent bad attempts as a Poisson count at 80 % and keeps the good ones.
 * Silence has no range: then what was sent only ages out.
 */
export function forecastLimit(history: WindowHistory, recent: RecentPace, asked: LimitAsked): Forecast {
  const alternatives = whenUsed(asked, 1);
  const at = (bad: number) => firstInstant(history, paceOf(recent, bad), alternatives);
  const { low, high } = recent.attempts === 0 ? silence : poissonRange(recent.bad);
  const [middleMs, earliestMs, latestMs] = [at(recent.bad), at(high), at(low)].map((ms) => ms && Math.round(ms));
  return { limitReachedAtMs: middleMs ?? null, lowMs: earliestMs ?? null, highMs: latestMs ?? null };
}

/** The earliest of several forecasts, end by end. */
export function earliestForecast(forecasts: readonly Forecast[]): Forecast {
  const first = (pick: (forecast: Forecast) => number | null) => {
    const instants = forecasts.map(pick).filter((instant) => instant !== null);
    return instants.length === 0 ? null : Math.min(...instants);
  };
  return {
    limitReachedAtMs: first(({ limitReachedAtMs }) => limitReachedAtMs),
    lowMs: first(({ lowMs }) => lowMs),
    highMs: first(({ highMs }) => highMs),
  };
}

/**
 * When less than `share` of the limit is used, and stays so, if `stopped` of the present pace is sent no more; null for
 * never.
 */
export function backUnder(
  history: WindowHistory,
  recent: RecentPace,
  { stopped, share, ...asked }: LimitAsked & { readonly stopped: Pick<RecentPace, "attempts" | "bad">; share: number },
): number | null {
  const rest = { ...recent, attempts: recent.attempts - stopped.attempts };
  const pace = paceOf({ ...rest, bad: recent.bad - stopped.bad }, recent.bad - stopped.bad);
  const below = whenBelow(asked, share);
  const lasting = steadyState(history, pace);
  const holds = ({ constant, perAttempt, perBad }: Inequality) =>
    constant + perAttempt * lasting.attempts + perBad * lasting.bad >= 0;
  if (!below.some((all) => all.every(holds))) return null;
  const instant = firstInstant(history, pace, below);
  return instant === null ? null : Math.round(instant);
}

/** The pace of the last minutes, had so many of its attempts been bad; the good ones stay as they were. */
function paceOf({ spanMs, attempts, bad }: RecentPace, badMeant: number): Pace {
  return { attempts: (attempts - bad + badMeant) / spanMs, bad: badMeant / spanMs };
}

/** Either of these: the count is there, or the rate is, with enough bad attempts to count. */
function whenUsed({ limit: { rate, count }, floor }: LimitAsked, share: number): readonly (readonly Inequality[])[] {
  const byCount = count === null ? [] : [[{ constant: -share * count, perAttempt: 0, perBad: 1 }]];
  const enough = { constant: -floor, perAttempt: 0, perBad: 1 };
  const byRate = rate === null ? [] : [[{ constant: 0, perAttempt: -share * rate, perBad: 1 }, enough]];
  return [...byCount, ...byRate];
}

/** The contrary: both are under their share. */
function whenBelow({ limit: { rate, count }, floor }: LimitAsked, share: number): readonly (readonly Inequality[])[] {
  const byCount = count === null ? [] : [{ constant: share * count, perAttempt: 0, perBad: -1 }];
  if (rate === null) return [byCount];
  const byRate = { constant: 0, perAttempt: share * rate, perBad: -1 };
  const tooFew = { constant: floor - 1, perAttempt: 0, perBad: -1 };
  return [
    [...byCount, byRate],
    [...byCount, tooFew],
  ];
}
