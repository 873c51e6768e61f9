/** Why telemetry was not even looked at. */
export type TurnedAwayReason = "too_many" | "disk_full" | "unavailable";

/** How often telemetry was turned away since the start: its senders keep it, or lose it, so that somebody must know. */
export type TurnedAway = {
  readonly add: (reason: TurnedAwayReason) => void;
  readonly counts: () => Readonly<Record<TurnedAwayReason, number>>;
};

/** Starts at none with each start of the process. */
export function createTurnedAway(): TurnedAway {
  const counts = { too_many: 0, disk_full: 0, unavailable: 0 };
  return {
    add: (reason) => {
      counts[reason] += 1;
    },
    counts: () => ({ ...counts }),
  };
}
