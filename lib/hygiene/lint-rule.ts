import type { RuleId } from "#lib/hygiene/rule-words";
import type { UserOf } from "#lib/hygiene/user-of";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

/** Takes down that a call breaks a rule: with how many attempts, and by what it shows. */
export type Note = (rule: RuleId, call: RecordedCall, attempts: number, why: string) => void;

export type RuleContext = { readonly note: Note; readonly userOf: UserOf };

/** One or a few rules, with what they must remember of the calls before. */
export type LintRule = {
  /** Each call, in the order in which they began. */
  readonly addCall?: (call: RecordedCall) => void;
  /** Each attempt, in the order in which they began. */
  readonly addAttempt?: (attempt: SentAttempt, call: RecordedCall) => void;
  /** After the last one. */
  readonly finish?: () => void;
};

/** Clocks of telemetry from elsewhere are rounded. */
export const toleranceMs = 50;

/** When the answer to an attempt was there. */
export function endOf({ startedAtMs, latencyMs }: Pick<SentAttempt, "startedAtMs" | "latencyMs">): number {
  return startedAtMs + latencyMs;
}

const leastWaitMs = 1_000;

/** How long Kisi asks to wait after an answer: as it says, and a second at least after a 429. Null if it asks nothing. */
export function askedWaitOf({ outcome, retryAfterMs }: SentAttempt): number | null {
  return retryAfterMs ?? (outcome === "rate_limited" ? leastWaitMs : null);
}
