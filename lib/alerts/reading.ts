import type { Severity } from "#lib/model/alert-rule";

/**
 * What a rule thinks of one of its subjects: at or above the threshold, between recovery and threshold, below recovery,
 * or unknown, because the data is missing or incomplete.
 */
export type Verdict = "breach" | "hold" | "clear" | "unknown";

export type Reading = {
  /** Empty where all traffic is judged at once. */
  readonly key: string;
  readonly label: string;
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly value: number;
  readonly threshold: number;
  readonly windowSeconds: number;
  readonly attempts: number;
  readonly bad: number;
  readonly failures: number;
  /** What is the matter, in a sentence without its subject. */
  readonly words: string;
};

/** All that a rule has to say at one moment. */
export type Evaluation = {
  readonly readings: readonly Reading[];
  /** What a subject is of which nothing is said: one without traffic is unknown, a problem that is gone is over. */
  readonly absent: "unknown" | "clear";
};

/** Judges a value; without enough counted it is below recovery, whatever its rate. */
export function verdictOf(
  value: number,
  rule: { readonly threshold: number; readonly recoveryThreshold: number },
  enough = true,
): Verdict {
  if (enough && value >= rule.threshold) return "breach";
  return enough && value >= rule.recoveryThreshold ? "hold" : "clear";
}
