import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

/** Fewer calls could have drawn long first waits and short second ones by chance. */
const callsMin = 10;

type Waits = { firstMs: number; secondMs: number; calls: RecordedCall[] };

/**
 * Finds integrations whose waits do not grow: over ten calls or more that were repeated twice and not told when to come
 * back, the second waits together are no longer than the first. With full jitter they are twice as long in the mean.
 */
export function createFlatWaits() {
  const byIntegration = new Map<string, Waits>();
  return {
    add(call: RecordedCall): void {
      const { first, repeats } = call;
      const [second, third] = repeats;
      if (!second || !third || first.retryAfterMs !== null || second.retryAfterMs !== null) return;
      const key = first.integration ?? "";
      const waits = byIntegration.get(key) ?? { firstMs: 0, secondMs: 0, calls: [] };
      byIntegration.set(key, waits);
      waits.firstMs += waitBetween(first, second);
      waits.secondMs += waitBetween(second, third);
      waits.calls.push(call);
    },
    /** The calls of the integrations that do; each time it is asked it begins anew. */
    takeFound(): readonly RecordedCall[] {
      const found = [...byIntegration.values()].filter(
        ({ firstMs, secondMs, calls }) => calls.length >= callsMin && secondMs <= firstMs,
      );
      byIntegration.clear();
      return found.flatMap(({ calls }) => calls);
    },
  };
}

function waitBetween(before: SentAttempt, after: SentAttempt): number {
  return after.startedAtMs - before.startedAtMs - before.latencyMs;
}
