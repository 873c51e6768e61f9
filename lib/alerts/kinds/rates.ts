import { attemptsOf, badOf, type Counts, failuresOf, noCounts } from "#lib/alerts/counts";
import { type Reading, verdictOf } from "#lib/alerts/reading";
import { lastWords } from "#lib/alerts/span-words";
import { formatCount, formatNumber, formatRateOf } from "#lib/format";
import type { Rule } from "#lib/model/alert-rule";

export type CountsByKey = ReadonlyMap<string, Counts>;

type Share = { readonly part: number; readonly words: string };

/** The share of the attempts that failed, for each key. Without attempts nothing is known. */
export function judgeFailureRate(rule: Rule, byKey: CountsByKey): Reading[] {
  return judgeShares(rule, byKey, (counts) => {
    const part = failuresOf(counts, rule.counts);
    return { part, words: `${formatRateOf(part, attemptsOf(counts))} failed in ${lastWords(rule.windowSeconds)}` };
  });
}

/** The share of the attempts that got 429. */
export function judgeRateLimited(rule: Rule, byKey: CountsByKey): Reading[] {
  return judgeShares(rule, byKey, (counts) => {
    const part = counts.byOutcome.rate_limited ?? 0;
    return { part, words: `${formatRateOf(part, attemptsOf(counts))} got 429 in ${lastWords(rule.windowSeconds)}` };
  });
}

function judgeShares(rule: Rule, byKey: CountsByKey, shareOf: (counts: Counts) => Share): Reading[] {
  const keys = rule.groupBy === "none" ? new Map([["", byKey.get("all") ?? noCounts]]) : byKey;
  return [...keys].map(([key, counts]) => {
    const attempts = attemptsOf(counts);
    const { part, words } = shareOf(counts);
    const value = attempts === 0 ? 0 : part / attempts;
    const verdict = attempts === 0 ? "unknown" : verdictOf(value, rule, part >= rule.minCount);
    return {
      ...sharedOf(rule, key, counts),
      verdict,
      value,
      words: attempts === 0 ? `no attempts in ${lastWords(rule.windowSeconds)}` : words,
    };
  });
}

/** How many times its usual rate of failures each key has; usual is what `usual` counted before the window. */
export function judgeSpike(rule: Rule, byKey: CountsByKey, usual: CountsByKey): Reading[] {
  const keys = rule.groupBy === "none" ? new Map([["", byKey.get("all") ?? noCounts]]) : byKey;
  return [...keys].map(([key, counts]) => {
    const before = usual.get(key === "" ? "all" : key) ?? noCounts;
    const attempts = attemptsOf(counts);
    const failures = failuresOf(counts, rule.counts);
    const shared = sharedOf(rule, key, counts);
    const usualAttempts = attemptsOf(before);
    if (attempts === 0 || usualAttempts < attemptsToCompare) {
      return { ...shared, verdict: "unknown", value: 0, words: "too little traffic before to compare with" };
    }
    const usualFailures = failuresOf(before, rule.counts);
    // As if one attempt more had failed: without any failure before, every first one would be infinitely many times more.
    const usualRate = (usualFailures + 1) / (usualAttempts + 1);
    const rate = failures / attempts;
    const value = rate / usualRate;
    const enough = failures >= rule.minCount && rate >= leastSpikeRate;
    const words =
      `${formatCount(failures, "failure")} in ${lastWords(rule.windowSeconds)}, ${formatRateOf(failures, attempts)}; ` +
      `before it was ${formatRateOf(usualFailures, usualAttempts)}`;
    return { ...shared, verdict: verdictOf(value, rule, enough), value, words };
  });
}

/** Fewer attempts than this say nothing of what is usual. */
const attemptsToCompare = 20;
/** A rate below this is no spike, however many times the usual one it is. */
const leastSpikeRate = 0.05;

/** The 95th percentile of each key, with how many attempts it is of. */
export function judgeLatency(rule: Rule, byKey: CountsByKey, p95s: ReadonlyMap<string, number>): Reading[] {
  const keys = rule.groupBy === "none" ? new Map([["", byKey.get("all") ?? noCounts]]) : byKey;
  return [...keys].map(([key, counts]) => {
    const attempts = attemptsOf(counts);
    const value = p95s.get(key === "" ? "all" : key);
    const shared = sharedOf(rule, key, counts);
    if (value === undefined || attempts === 0) {
      return { ...shared, verdict: "unknown", value: 0, words: `no attempts in ${lastWords(rule.windowSeconds)}` };
    }
    const words = `95 % of ${formatCount(attempts, "attempt")} took up to ${formatNumber(value)} ms in ${lastWords(rule.windowSeconds)}`;
    return { ...shared, verdict: verdictOf(value, rule, attempts >= rule.minCount), value, words };
  });
}

/** A reading but for what it found. */
export function sharedOf(rule: Rule, key: string, counts: Counts) {
  return {
    key,
    label: key === "" ? "all traffic" : key,
    severity: rule.severity,
    threshold: rule.threshold,
    windowSeconds: rule.windowSeconds,
    attempts: attemptsOf(counts),
    bad: badOf(counts),
    failures: failuresOf(counts),
  } as const;
}
