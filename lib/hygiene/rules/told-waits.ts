import { formatDuration } from "#lib/format";
import { askedWaitOf, endOf, type LintRule, type RuleContext, toleranceMs } from "#lib/hygiene/lint-rule";

type Wait = { readonly callId: string; readonly sinceMs: number; readonly untilMs: number };

/** Kisi limits users, not calls: what a 429 says is said to all calls of a user. Finds those that were sent all the same. */
export function createToldWaits({ note, userOf }: RuleContext): LintRule {
  const waits = new Map<string, Wait>();
  return {
    addAttempt(attempt, call) {
      const user = userOf(attempt);
      if (user === null) return;
      const { startedAtMs, outcome, callId } = attempt;
      const wait = waits.get(user);
      const breaks = wait && startedAtMs > wait.sinceMs && startedAtMs < wait.untilMs - toleranceMs;
      if (breaks && wait.callId !== callId) {
        const leftMs = wait.untilMs - startedAtMs;
        note("sent_while_told_to_wait", call, 1, `${formatDuration(leftMs)} before the user's time`);
      }
      const askedMs = askedWaitOf(attempt);
      if (outcome !== "rate_limited" || askedMs === null) return;
      // Kisi may have said it at any moment of the attempt, so nobody is accused who counts from its beginning.
      const untilMs = startedAtMs + askedMs;
      if (!wait || untilMs > wait.untilMs) waits.set(user, { callId, sinceMs: endOf(attempt), untilMs });
    },
  };
}
