import { type Reading, verdictOf } from "#lib/alerts/reading";
import { lastWords } from "#lib/alerts/span-words";
import { formatCount, formatNumber } from "#lib/format";
import type { Rule, Severity } from "#lib/model/alert-rule";
import { severities } from "#lib/model/alert-rule";
import type { RiskLimit } from "#lib/model/risk";

/** What a trailing window holds: attempts that were sent, and those that weigh against the limits. */
export type WindowSum = { readonly attempts: number; readonly bad: number };
export type WindowSums = ReadonlyMap<number, WindowSum>;

/**
 * How fast a budget may burn: alert when a share of it is spent within the long window, and the short one says that it
 * goes on. After the SRE Workbook, ch. 5, multi-window burn rates; its table is made for 99.9 % over 30 days and can
 * never fire for a budget of 5 %, so the shares here are made for one that is spent within its own window.
 */
const tiers = [
  { part: 1 / 96, share: 0.1, short: 1 / 15, severity: "critical", pace: "same" },
  { part: 1 / 24, share: 0.25, short: 1 / 12, severity: "critical", pace: "same" },
  { part: 1 / 4, share: 0.5, short: 1 / 12, severity: "warning", pace: "same" },
  { part: 1, share: 0.75, short: 1 / 12, severity: "notice", pace: "same" },
  // So little is left that any further bad attempt matters, however slowly they come.
  { part: 1, share: 0.8, short: 1 / 12, severity: "warning", pace: "any" },
  { part: 1, share: 1, short: 1 / 12, severity: "critical", pace: "any" },
] as const;

/** The share that the slowest tier is made for; a rule's threshold moves all tiers by the same factor. */
const slowShare = 0.75;

/** A rate needs something to be a rate of: with fewer attempts in the window, these are reckoned with. */
const attemptsReckoned = 1_000;

const shortestSeconds = 60;

type Burn = {
  readonly longSeconds: number;
  readonly shortSeconds: number;
  readonly share: number;
  readonly severity: Severity;
  /** What the short window asks for: the pace of the long one, or any bad attempt at all. */
  readonly pace: "same" | "any";
};

/** The windows that the tiers of a limit look at, in whole minutes. */
export function burnsOf({ seconds }: RiskLimit): readonly Burn[] {
  return tiers.map(({ part, short, share, severity, pace }) => {
    const longSeconds = wholeMinutes(seconds * part);
    return { longSeconds, shortSeconds: wholeMinutes(longSeconds * short), share, severity, pace };
  });
}

/** All windows that judging takes, in seconds. */
export function windowsOf(limits: readonly RiskLimit[]): readonly number[] {
  return [
    ...new Set(
      limits.flatMap((limit) => [
        limit.seconds,
        ...burnsOf(limit).flatMap(({ longSeconds, shortSeconds }) => [longSeconds, shortSeconds]),
      ]),
    ),
  ];
}

/** How many bad attempts a limit lets pass within its window, as of the traffic that the window holds; at least one. */
export function budgetOf({ rate, count }: RiskLimit, attempts: number): number {
  const byRate = rate === null ? Number.POSITIVE_INFINITY : rate * Math.max(attempts, attemptsReckoned);
  return Math.max(1, Math.min(byRate, count ?? Number.POSITIVE_INFINITY));
}

/** Judges the burn of every limit; the gravest tier that is breached speaks, else the one that comes nearest. */
export function judgeSuspensionRisk(rule: Rule, limits: readonly RiskLimit[], sums: WindowSums): Reading {
  const candidates = limits.flatMap((limit) => burnsOf(limit).map((burn) => judgeBurn(rule, limit, burn, sums)));
  const [worst] = candidates.toSorted((a, b) => rankOf(b) - rankOf(a) || b.value / b.threshold - a.value / a.threshold);
  if (!worst) throw new Error("there is no limit to judge by");
  return worst;
}

function judgeBurn(rule: Rule, limit: RiskLimit, burn: Burn, sums: WindowSums): Reading {
  const budget = budgetOf(limit, sumOf(sums, limit.seconds).attempts);
  const factor = rule.threshold / slowShare;
  const threshold = Math.min(burn.share * factor, 1);
  const recoveryThreshold = threshold * Math.min(1, rule.recoveryThreshold / rule.threshold);
  const long = sumOf(sums, burn.longSeconds);
  const short = sumOf(sums, burn.shortSeconds);
  const value = long.bad / budget;
  const enough = long.bad >= rule.minCount;
  // At least one: a storm that is over must not keep an alert alive.
  const samePace = (threshold * budget * burn.shortSeconds) / burn.longSeconds;
  const shortNeeded = burn.pace === "any" ? 1 : Math.max(1, samePace);
  const goesOn = short.bad >= shortNeeded;
  const verdict = verdictOf(value, { threshold, recoveryThreshold }, enough);
  return {
    key: "",
    label: "all traffic",
    verdict: verdict === "clear" || !goesOn ? "clear" : verdict,
    severity: atLeast(burn.severity, rule.severity),
    value,
    threshold,
    windowSeconds: burn.longSeconds,
    attempts: long.attempts,
    bad: long.bad,
    failures: long.bad,
    words:
      `${formatCount(long.bad, "bad attempt")} of ${formatNumber(long.attempts)} in ${lastWords(burn.longSeconds)}: ` +
      `${formatNumber(value * 100)} % of what the limit allows in ${lastWords(limit.seconds).replace("the last ", "")}`,
  };
}

function sumOf(sums: WindowSums, seconds: number): WindowSum {
  const sum = sums.get(seconds);
  if (!sum) throw new Error(`nothing was read for ${seconds} s`);
  return sum;
}

const verdictRank = { breach: 3, hold: 2, clear: 1, unknown: 0 } as const;

function rankOf({ verdict, severity }: Reading): number {
  return verdictRank[verdict] * 10 + severities.indexOf(severity);
}

function atLeast(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) >= severities.indexOf(other) ? one : other;
}

function wholeMinutes(seconds: number): number {
  return Math.max(shortestSeconds, Math.round(seconds / 60) * 60);
}
