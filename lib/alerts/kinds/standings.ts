import { noCounts } from "#lib/alerts/counts";
import { sharedOf } from "#lib/alerts/kinds/rates";
import { type Reading, verdictOf } from "#lib/alerts/reading";
import { lastWords } from "#lib/alerts/span-words";
import { formatCount } from "#lib/format";
import type { Rule } from "#lib/model/alert-rule";
import { isBad, isFailure, type Outcome } from "#lib/model/outcome";
import type { Problem } from "#lib/model/problem";
import type { DeprecatedRoute } from "#lib/store/store";

/** What alerts need to know of a problem, with what it did in the window. */
export type ProblemStanding = {
  readonly id: string;
  readonly label: string;
  readonly state: string;
  readonly outcome: Outcome;
  readonly firstSeenAtMs: number;
  /** Failed attempts since it is known. */
  readonly total: number;
  /** Failed attempts in the window. */
  readonly inWindow: number;
};

/** A problem for rules to judge, with its failed attempts in their window. */
export function standingOf(problem: Problem, inWindow: number): ProblemStanding {
  const { id, state, outcome, firstSeenAtMs, attempts: total } = problem;
  return { id, label: labelOf(problem), state, outcome, firstSeenAtMs, total, inWindow };
}

function labelOf({ route, status, errorCode, networkError }: Problem): string {
  const ending = status ?? networkError ?? "no answer";
  return `${route} → ${ending}${errorCode === null ? "" : ` ${errorCode}`}`;
}

const dayMs = 86_400_000;

/**
 * A problem is news for a day, as long as it goes on and nobody has dealt with it, and it is new but once: the alert
 * begins when its failures become enough, not again with each failure after a quiet hour. So the window that is looked
 * at must be longer than the rule's `for`.
 */
export function judgeNewProblems(rule: Rule, problems: readonly ProblemStanding[], nowMs: number): Reading[] {
  return problems
    .filter(({ state }) => state === "new" || state === "ongoing" || state === "escalating")
    .map((problem) => {
      const { total, inWindow, firstSeenAtMs } = problem;
      const isNews = firstSeenAtMs > nowMs - dayMs && inWindow > 0;
      const wasEnough = total - inWindow >= rule.threshold;
      const verdict = isNews ? verdictOf(total, rule) : "clear";
      return {
        ...problemReading(rule, problem, total),
        verdict: verdict === "breach" && wasEnough ? "hold" : verdict,
        words: `${formatCount(problem.total, "failure")} of a kind that was not seen before`,
      };
    });
}

/** Problems that came back after they were resolved, as long as they go on. */
export function judgeRegressed(rule: Rule, problems: readonly ProblemStanding[]): Reading[] {
  return problems
    .filter(({ state }) => state === "regressed")
    .map((problem) => ({
      ...problemReading(rule, problem, problem.inWindow),
      verdict: verdictOf(problem.inWindow, rule),
      words: `is back after it was resolved: ${formatCount(problem.inWindow, "failure")} in ${lastWords(rule.windowSeconds)}`,
    }));
}

function problemReading(rule: Rule, { id, label, outcome, inWindow }: ProblemStanding, value: number) {
  return {
    ...sharedOf(rule, id, noCounts),
    label,
    value,
    attempts: inWindow,
    bad: isBad(outcome) ? inWindow : 0,
    failures: isFailure(outcome) ? inWindow : 0,
  };
}

/** Operations that Kisi is going to remove, with when, if it says. */
export function judgeDeprecated(rule: Rule, routes: readonly DeprecatedRoute[]): Reading[] {
  return routes.map(({ route, attempts, sunset }) => ({
    ...sharedOf(rule, route, noCounts),
    attempts,
    verdict: verdictOf(attempts, rule),
    value: attempts,
    words: `${formatCount(attempts, "attempt")} in ${lastWords(rule.windowSeconds)}; ${endWords(sunset)}`,
  }));
}

/** `Sunset` is an HTTP date (RFC 8594); Kisi's own documents show ISO. */
function endWords(sunset: string | null): string {
  const atMs = sunset === null ? Number.NaN : Date.parse(sunset);
  return Number.isNaN(atMs)
    ? "Kisi calls it deprecated"
    : `Kisi removes it on ${new Date(atMs).toISOString().slice(0, 10)}`;
}

/** What may be wrong with Ajar itself. */
export type SelfState = {
  /** Attempts of the window that could not be stored. */
  readonly lost: number;
  /** How long the last look came after the one before, if that was too long. */
  readonly lateMs: number | null;
  /** When a message was given up last. */
  readonly lastDeadAtMs: number | null;
};

/** Whether Ajar is unwell, one subject for each fault. */
export function judgeSelf(rule: Rule, state: SelfState, nowMs: number): Reading[] {
  const isRecent = (atMs: number | null) => atMs !== null && atMs > nowMs - rule.windowSeconds * 1_000;
  const faults = [
    {
      key: "store",
      label: "Store",
      // One that came too late on a busy machine is in the banner; that is no reason to wake anybody.
      value: state.lost >= rule.minCount ? state.lost : 0,
      words: `${formatCount(state.lost, "attempt")} could not be stored in time in ${lastWords(rule.windowSeconds)}; the log has the cause`,
    },
    {
      key: "evaluation",
      label: "Evaluation",
      value: state.lateMs === null ? 0 : 1,
      words: `rules were not looked at for ${formatCount(Math.round((state.lateMs ?? 0) / 1_000), "second")}`,
    },
    {
      key: "deliveries",
      label: "Deliveries",
      value: isRecent(state.lastDeadAtMs) ? 1 : 0,
      words: "a message was given up: see the dead letters",
    },
  ];
  return faults.map(({ value, ...fault }) => ({
    ...sharedOf(rule, fault.key, noCounts),
    ...fault,
    value,
    verdict: verdictOf(value, rule),
  }));
}
