const floor = 10;
const factor = 3;
const deviations = 4;
const calmFactor = 0.5;

/** What an hour of a problem is usually like, and from how many attempts on an hour is not. */
export type UsualRate = { readonly usual: number; readonly escalatesFrom: number; readonly calmBelow: number };

/**
 * The usual rate of a problem, from its attempts in each hour of the last days: the median of the hours in which it
 * happened at all, so that one of office hours is not found odd each morning; 0 for one that never did.
 *
 * It escalates from `max(10, 3 · usual, usual + 4 · √usual + 2)` attempts in an hour on: few are never an escalation, a
 * doubling is not, and were attempts independent (Poisson), chance alone would come so far less than once in ten
 * thousand hours. It has calmed below half of that, so that it does not flicker.
 */
export function usualRateOf(attemptsInHours: readonly number[]): UsualRate {
  const active = attemptsInHours.filter((attempts) => attempts > 0).sort((a, b) => a - b);
  const usual = active[Math.floor((active.length - 1) / 2)] ?? 0;
  const escalatesFrom = Math.ceil(Math.max(floor, factor * usual, usual + deviations * Math.sqrt(usual) + 2));
  return { usual, escalatesFrom, calmBelow: escalatesFrom * calmFactor };
}
