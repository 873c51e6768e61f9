import type { Logger } from "pino";
import type { Clock } from "#lib/time/clock";

/** Why telemetry was not even looked at. */
export type TurnedAwayReason = "too_many" | "disk_full" | "unavailable";

/** How often telemetry was turned away since the start: its senders keep it, or lose it, so that somebody must know. */
export type TurnedAway = {
  /** `words` say why, for the log. */
  readonly add: (reason: TurnedAwayReason, words: string) => void;
  readonly counts: () => Readonly<Record<TurnedAwayReason, number>>;
};

/** A flood would drown the log as well. */
const toldEveryMs = 10_000;

/**
 * Starts at none with each start of the process. Of many the log has one line in ten seconds, with how many requests it
 * stands for.
 */
export function createTurnedAway({
  clock,
  log,
}: {
  clock: Pick<Clock, "elapsed">;
  log: Pick<Logger, "warn">;
}): TurnedAway {
  const counts = { too_many: 0, disk_full: 0, unavailable: 0 };
  let untold = 0;
  let silentUntilMs = Number.NEGATIVE_INFINITY;
  return {
    add: (reason, words) => {
      counts[reason] += 1;
      untold += 1;
      const nowMs = clock.elapsed();
      if (nowMs < silentUntilMs) return;
      log.warn({ reason, requests: untold, why: words }, "telemetry was turned away");
      untold = 0;
      silentUntilMs = nowMs + toldEveryMs;
    },
    counts: () => ({ ...counts }),
  };
}
