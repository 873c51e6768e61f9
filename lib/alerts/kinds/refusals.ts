import { attemptsOf, type Counts } from "#lib/alerts/counts";
import { type CountsByKey, sharedOf } from "#lib/alerts/kinds/rates";
import { type Reading, verdictOf } from "#lib/alerts/reading";
import { lastWords } from "#lib/alerts/span-words";
import { formatCount, formatRateOf } from "#lib/format";
import type { Rule } from "#lib/model/alert-rule";
import { type Outcome, outcomes } from "#lib/model/outcome";

/** One route may refuse for reasons of its own. */
const routesMin = 3;
/** A client that was never let in is not suspended. */
const acceptedBeforeMin = 10;

/**
 * Whether everything is suddenly refused: nearly all attempts get 401 or 403, on several routes, and before they were
 * accepted. `before` is the day that ended when the window began.
 */
export function judgeSuspectedSuspension(rule: Rule, byRoute: CountsByKey, before: Counts): Reading {
  const all = sumUp([...byRoute.values()]);
  const attempts = attemptsOf(all);
  const refusedRoutes = [...byRoute.values()].filter(({ refused }) => refused > 0).length;
  const value = attempts === 0 ? 0 : all.refused / attempts;
  const isSudden = (before.byOutcome.success ?? 0) >= acceptedBeforeMin;
  const enough = all.refused >= rule.minCount && refusedRoutes >= routesMin && isSudden;
  const words =
    `${formatRateOf(all.refused, attempts)} got 401 or 403 in ${lastWords(rule.windowSeconds)}, ` +
    `on ${formatCount(refusedRoutes, "route")}`;
  return {
    ...sharedOf(rule, "", all),
    verdict: attempts === 0 ? "unknown" : verdictOf(value, rule, enough),
    value,
    words: attempts === 0 ? `no attempts in ${lastWords(rule.windowSeconds)}` : words,
  };
}

/** A key as it stands: since when it is refused, and how often it was in the window. */
export type CredentialState = {
  readonly fingerprint: string;
  readonly label: string;
  readonly firstUsedAtMs: number;
  readonly refusedSinceMs: number | null;
  readonly counts: Counts;
  /** Answers 401 in the window. */
  readonly unauthorized: number;
};

/** Keys that Kisi took before and refuses now. One that it never took is a typing error, not news. */
export function judgeCredentials(rule: Rule, credentials: readonly CredentialState[]): Reading[] {
  return credentials.map(({ fingerprint, label, firstUsedAtMs, refusedSinceMs, counts, unauthorized }) => {
    const isNews = refusedSinceMs !== null && refusedSinceMs > firstUsedAtMs;
    return {
      ...sharedOf(rule, fingerprint, counts),
      label,
      verdict: isNews ? verdictOf(unauthorized, rule) : "clear",
      value: unauthorized,
      words: `${formatCount(unauthorized, "answer")} 401 in ${lastWords(rule.windowSeconds)}, to a key that was taken before`,
    };
  });
}

function sumUp(all: readonly Counts[]): Counts {
  const byOutcome: Partial<Record<Outcome, number>> = {};
  for (const outcome of outcomes) {
    const sum = all.reduce((before, counts) => before + (counts.byOutcome[outcome] ?? 0), 0);
    if (sum > 0) byOutcome[outcome] = sum;
  }
  return {
    byOutcome,
    unauthorized: all.reduce((before, { unauthorized }) => before + unauthorized, 0),
    refused: all.reduce((before, { refused }) => before + refused, 0),
  };
}
