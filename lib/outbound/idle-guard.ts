import type { Guard } from "#lib/outbound/guard";
import type { PriorityPace } from "#lib/outbound/priority";

/** What the call loop asks of a guard. */
export const idleGuard: Pick<Guard, "refuses" | "admit" | "suspicionOf"> = {
  refuses: () => null,
  admit: () => ({ ok: true, settle: () => undefined }),
  suspicionOf: () => null,
};

/** Door actions go first, and everything else is alike. */
export const plainPace: PriorityPace = ({ doorAction, paceLimits }) => ({
  limits: paceLimits,
  rank: doorAction ? "door" : "normal",
});
