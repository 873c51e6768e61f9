import { formatDuration } from "#lib/format";
import { endOf, type LintRule, type RuleContext } from "#lib/hygiene/lint-rule";
import type { RecordedCall } from "#lib/risk/replay-call";

const againMaxMs = 10_000;
const bodiless = ["GET", "HEAD", "DELETE", "OPTIONS"];

/**
 * Finds callers that repeat a 4xx themselves: the same method and path of one user, called again within ten seconds
 * after the refusal. What a body says is not kept, so of requests with one only door actions can be compared.
 */
export function createSentAgain({ note, userOf }: RuleContext): LintRule {
  const refusals = new Map<string, { readonly status: number | null; readonly endMs: number }>();
  return {
    addCall(call) {
      const { first, doorAction } = call;
      if (!doorAction && !bodiless.includes(first.method)) return;
      const key = `${first.integration ?? ""} ${userOf(first) ?? ""} ${first.method} ${first.path}`;
      const before = refusals.get(key);
      const afterMs = before ? first.startedAtMs - before.endMs : null;
      if (before && afterMs !== null && afterMs >= 0 && afterMs <= againMaxMs) {
        note("client_error_sent_again", call, 1, `${formatDuration(afterMs)} after a ${before.status}`);
      }
      remember(key, call);
    },
  };

  function remember(key: string, { first, repeats }: RecordedCall): void {
    const last = repeats.at(-1) ?? first;
    if (last.outcome === "client_error") refusals.set(key, { status: last.status, endMs: endOf(last) });
    else refusals.delete(key);
  }
}
