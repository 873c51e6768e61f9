import { formatDuration } from "#lib/format";
import { endOf, type LintRule, type RuleContext, toleranceMs } from "#lib/hygiene/lint-rule";

type Running = { readonly callId: string; readonly route: string; readonly endMs: number };

/** Finds attempts that began while another call of their Kisi user was under way: Kisi asks for one after another. */
export function createConcurrentCalls({ note, userOf }: RuleContext): LintRule {
  const running = new Map<string, Running>();
  return {
    addAttempt(attempt, call) {
      const user = userOf(attempt);
      // A door does not wait for a sync, and nobody can know when one will be opened.
      if (user === null || call.doorAction) return;
      const { callId, route, startedAtMs } = attempt;
      const other = running.get(user);
      const overlapMs = other && other.callId !== callId ? other.endMs - startedAtMs : 0;
      if (other && overlapMs > toleranceMs) {
        note("concurrent_calls", call, 1, `${other.route} was under way for another ${formatDuration(overlapMs)}`);
      }
      const endMs = endOf(attempt);
      if (!other || endMs > other.endMs) running.set(user, { callId, route, endMs });
    },
  };
}
