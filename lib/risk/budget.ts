import { type BudgetBucket, type BudgetWindow, type RiskLevel, type RiskLimit, riskLevels } from "#lib/model/risk";
import type { RiskSettings } from "#lib/model/risk-settings";
import type { WatchedLimit } from "#lib/risk/watched-limits";
import { wilsonBounds } from "#lib/risk/wilson";

/** What a trailing window holds. */
export type WindowSums = Omit<BudgetBucket, "t">;
type Judging = Pick<RiskSettings, "levels" | "floor">;

/** Adds buckets up. */
export function sumBuckets(buckets: readonly WindowSums[]): WindowSums {
  const sums = { attempts: 0, bad: 0, badRetries: 0 };
  for (const { attempts, bad, badRetries } of buckets) {
    sums.attempts += attempts;
    sums.bad += bad;
    sums.badRetries += badRetries;
  }
  return sums;
}

/** Judges one limit by what its trailing window holds. */
export function judgeWindow(watched: WatchedLimit, sums: WindowSums, judging: Judging): BudgetWindow {
  const { limit, preset, appliesAbove } = watched;
  const { attempts, bad } = sums;
  const applies = appliesAbove === null || attempts > appliesAbove;
  return {
    ...sums,
    limit,
    preset,
    applies,
    rate: attempts === 0 ? null : bad / attempts,
    bounds: wilsonBounds(bad, attempts),
    used: usedShare(limit, sums),
    remaining: remainingOf(limit, sums),
    level: applies ? levelOf(limit, sums, judging) : "unknown",
  };
}

/** Share of a limit that is used, by the rate or the count, whichever is further; null without attempts. */
export function usedShare(
  { rate, count }: RiskLimit,
  { attempts, bad }: Pick<WindowSums, "attempts" | "bad">,
): number | null {
  if (attempts === 0) return null;
  const used = Math.max(rate === null ? 0 : bad / (rate * attempts), count === null ? 0 : bad / count);
  // So that 80 % is 80 % and not 79.99999999999999 %.
  return Math.round(used * 1e9) / 1e9;
}

/** The most further bad attempts, with none good among them, that stay within the limit; 0 when there are none. */
export function remainingOf({ rate, count }: RiskLimit, { attempts, bad }: WindowSums): number {
  const byCount = count === null ? Number.POSITIVE_INFINITY : count - bad;
  const byRate = rate === null ? Number.POSITIVE_INFINITY : mostWithinRate(rate, attempts, bad);
  return Math.max(0, Math.min(byCount, byRate));
}

function mostWithinRate(rate: number, attempts: number, bad: number): number {
  const isWithin = (k: number) => bad + k <= 0 || (bad + k) / (attempts + k) <= rate;
  let most = Math.floor((rate * attempts - bad) / (1 - rate));
  // The division above rounds; the definition decides.
  while (isWithin(most + 1)) most += 1;
  while (most > 0 && !isWithin(most)) most -= 1;
  return most;
}

/**
 * Without attempts, or with fewer bad ones than the floor while the rate may still be past the limit, there is too
 * little to tell. `exceeded` takes certainty: the count, or the lower bound of the rate. The levels before it go by the
 * plain figure, for a miss costs more than a false alarm.
 */
function levelOf(limit: RiskLimit, sums: WindowSums, { levels, floor }: Judging): RiskLevel {
  const bounds = wilsonBounds(sums.bad, sums.attempts);
  if (bounds === null) return "unknown";
  if (limit.count !== null && sums.bad > limit.count) return "exceeded";
  if (limit.rate !== null && sums.bad < floor && bounds.high > limit.rate) return "unknown";
  if (limit.rate !== null && bounds.low > limit.rate) return "exceeded";
  const used = usedShare(limit, sums) ?? 0;
  if (used >= levels.critical) return "critical";
  return used >= levels.warning ? "warning" : "ok";
}

/**
 * The limit whose level is the level of all: the gravest that warns, of whatever limit, and of those the fullest. When
 * none warns, the longest of the user's own windows decides whether that is `ok` or too little to tell, for it has seen
 * most.
 */
export function decidingOf<T extends { readonly window: BudgetWindow }>(own: readonly T[], presets: readonly T[]): T {
  const warning = [...own, ...presets].filter(({ window: { level } }) => level !== "ok" && level !== "unknown");
  const [gravest] = warning.toSorted(
    ({ window: a }, { window: b }) => graveness(b.level) - graveness(a.level) || (b.used ?? 0) - (a.used ?? 0),
  );
  const [longest] = own.toSorted(({ window: a }, { window: b }) => b.limit.seconds - a.limit.seconds);
  const deciding = gravest ?? longest;
  if (!deciding) throw new Error("there is no limit at all");
  return deciding;
}

function graveness(level: RiskLevel): number {
  return riskLevels.indexOf(level);
}
