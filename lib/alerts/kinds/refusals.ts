import { type Counts, noCounts } from "#lib/alerts/counts";
import { sharedOf } from "#lib/alerts/kinds/rates";
import { type Reading, verdictOf } from "#lib/alerts/reading";
import { lastWords } from "#lib/alerts/span-words";
import { formatCount } from "#lib/format";
import type { Rule } from "#lib/model/alert-rule";
import type { Suspension } from "#lib/model/suspension";

/** Whether Kisi seems to have suspended the keys: the detector's word, which ends with the first success. */
export function judgeSuspectedSuspension(rule: Rule, suspension: Suspension | null): Reading {
  const refusals = suspension?.keys.reduce((sum, key) => sum + key.refusals, 0) ?? 0;
  const shared = { ...sharedOf(rule, "", noCounts), attempts: refusals, bad: refusals, failures: refusals };
  const keys = suspension?.keys.length ?? 0;
  return {
    ...shared,
    verdict: verdictOf(keys, rule),
    value: keys,
    words: `${formatCount(keys, "key")} that worked ${keys === 1 ? "is" : "are"} refused wherever used: ${formatCount(refusals, "answer")} 401 or 403 without any success`,
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
