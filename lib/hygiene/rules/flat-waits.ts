import { formatDuration } from "#lib/format";
import { endOf, type LintRule, type RuleContext } from "#lib/hygiene/lint-rule";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

/** Fewer calls could have drawn long first waits and short second ones by chance. */
const callsMin = 10;

type Waits = { firstMs: number; secondMs: number; calls: { readonly call: RecordedCall; readonly why: string }[] };

/**
 * Finds integrations whose waits do not grow: over ten calls or more that were repeated twice and not told when to come
 * back, the second waits together are no longer than the first. With full jitter they are twice as long in the mean.
 */
export function createFlatWaits({ note }: RuleContext): LintRule {
  const byIntegration = new Map<string, Waits>();
  return {
    addCall(call) {
      const { first, repeats } = call;
      const [second, third] = repeats;
      if (!second || !third || first.retryAfterMs !== null || second.retryAfterMs !== null) return;
      const key = first.integration ?? "";
      const waits = byIntegration.get(key) ?? { firstMs: 0, secondMs: 0, calls: [] };
      byIntegration.set(key, waits);
      const [firstMs, secondMs] = [waitBetween(first, second), waitBetween(second, third)];
      waits.firstMs += firstMs;
      waits.secondMs += secondMs;
      waits.calls.push({ call, why: `waited ${formatDuration(firstMs)}, then ${formatDuration(secondMs)}` });
    },
    finish() {
      for (const { firstMs, secondMs, calls } of byIntegration.values()) {
        if (calls.length < callsMin || secondMs > firstMs) continue;
        for (const { call, why } of calls) note("flat_waits", call, call.repeats.length, why);
      }
    },
  };
}

function waitBetween(before: SentAttempt, after: SentAttempt): number {
  return Math.max(after.startedAtMs - endOf(before), 0);
}
