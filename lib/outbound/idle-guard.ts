import type { AdmissionDeps } from "#lib/outbound/admission";
import type { PriorityPace } from "#lib/outbound/priority";

/** What the call loop asks of a guard. */
export const idleGuard: AdmissionDeps["guard"] = {
  refuses: () => null,
  admit: () => ({ ok: true, settle: () => undefined }),
  suspicionOf: () => null,
  countHeld: () => undefined,
};

/** Door actions go first, and everything else is alike. */
export const plainPace: PriorityPace = ({ doorAction, paceLimits }) => ({
  limits: paceLimits,
  rank: doorAction ? "door" : "normal",
});
