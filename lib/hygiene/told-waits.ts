import type { PayerOf } from "#lib/hygiene/payer";
import type { RecordedCall } from "#lib/risk/replay-call";

const toleranceMs = 50;

/** Kisi limits users, not calls: a `Retry-After` is said to all calls of a user. Finds those that were sent all the same. */
export function createToldWaits(payerOf: PayerOf) {
  const waits = new Map<string, { readonly sinceMs: number; readonly untilMs: number }>();
  return {
    /** Attempts of the call that were sent while another call of the user had been told to wait. */
    breachesOf({ first, repeats }: RecordedCall): number {
      const attempts = [first, ...repeats];
      const payer = payerOf(first);
      const wait = waits.get(payer);
      const breaches = attempts.filter(
        ({ startedAtMs }) => wait && startedAtMs > wait.sinceMs && startedAtMs < wait.untilMs - toleranceMs,
      );
      for (const { outcome, startedAtMs, latencyMs, retryAfterMs } of attempts) {
        if (outcome !== "rate_limited" || retryAfterMs === null) continue;
        const sinceMs = startedAtMs + latencyMs;
        waits.set(payer, { sinceMs, untilMs: sinceMs + retryAfterMs });
      }
      return breaches.length;
    },
  };
}
