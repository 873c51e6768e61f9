import type { LintRule, RuleContext } from "#lib/hygiene/lint-rule";
import type { RecordedCall } from "#lib/risk/replay-call";

const loopMin = 5;
const gapMaxMs = 10_000;

type Run = { readonly status: number | null; readonly lastMs: number; readonly calls: readonly RecordedCall[] };

/**
 * Finds code that goes on after a 4xx: five calls or more of one route and user that fail with the same status, each
 * within ten seconds of the one before, and none that succeeds in between.
 */
export function createErrorLoops({ note, userOf }: RuleContext): LintRule {
  const runs = new Map<string, Run>();
  return {
    addCall(call) {
      const { first, repeats } = call;
      const last = repeats.at(-1) ?? first;
      const key = keyOf(call);
      if (last.outcome !== "client_error") {
        runs.delete(key);
        return;
      }
      const before = runs.get(key);
      const goesOn = before?.status === last.status && first.startedAtMs - before.lastMs <= gapMaxMs;
      const calls = goesOn ? [...before.calls, call].slice(-loopMin) : [call];
      const wasLoop = goesOn && before.calls.length === loopMin;
      runs.set(key, { status: last.status, lastMs: last.startedAtMs, calls });
      if (calls.length < loopMin) return;
      for (const looping of wasLoop ? [call] : calls) note("error_loop", looping, 1, `one of a run of ${last.status}`);
    },
  };

  function keyOf({ first }: RecordedCall): string {
    return `${first.integration ?? ""} ${userOf(first) ?? ""} ${first.method} ${first.route}`;
  }
}
