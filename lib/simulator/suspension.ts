import type { Random } from "#lib/simulator/random";
import type { Effect } from "#lib/simulator/scenarios";

type SuspensionEffect = Extract<Effect, { kind: "suspension" }>;

export type SuspensionWatch = {
  readonly isSuspended: (organizationId: number) => boolean;
  /** Notes how a call ended; too many bad ones within the window suspend the organization. */
  readonly note: (effect: SuspensionEffect, organizationId: number, status: number, nowMs: number) => void;
};

/** Suspends organizations as Kisi threatens to: after a number of bad requests that it does not tell. */
export function createSuspensionWatch(random: Random): SuspensionWatch {
  const hiddenMax = random.integer(30, 120);
  const badAtMs = new Map<number, number[]>();
  const suspended = new Set<number>();
  return {
    isSuspended: (organizationId) => suspended.has(organizationId),
    note: ({ badMax, windowMs, counts429 }, organizationId, status, nowMs) => {
      const bad = status >= 400 && status < 500 && (counts429 || status !== 429);
      if (!bad || suspended.has(organizationId)) return;
      const recent = (badAtMs.get(organizationId) ?? []).filter((atMs) => atMs > nowMs - windowMs);
      recent.push(nowMs);
      badAtMs.set(organizationId, recent);
      if (recent.length < (badMax ?? hiddenMax)) return;
      suspended.add(organizationId);
      badAtMs.delete(organizationId);
    },
  };
}
