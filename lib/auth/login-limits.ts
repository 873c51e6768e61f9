import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { addressGroup, isLoopback } from "#lib/auth/client-address";

/** Slows guessing down, by address and in all, and lets the owner in meanwhile. */
export type LoginLimits = {
  /** Counts one try before it is looked at, so that many at once cannot slip through. Milliseconds to wait, 0 for go. */
  readonly admit: (address: string) => Promise<number>;
  /** The try succeeded: the address starts afresh, and what all addresses share does not count it. */
  readonly forgive: (address: string) => Promise<void>;
};

export const triesPerAddress = 10;
export const triesInAll = 100;
export const windowMs = 15 * 60_000;
const provenMax = 1_000;

/**
 * In memory of the process, so a restart lifts every wait. The shared limit is for addresses that nobody has signed in
 * from: one that somebody has, and the machine itself, meet only their own, or else anyone could keep the owner out.
 */
export function createLoginLimits(): LoginLimits {
  const perAddress = new RateLimiterMemory({ points: triesPerAddress, duration: windowMs / 1_000 });
  const inAll = new RateLimiterMemory({ points: triesInAll, duration: windowMs / 1_000 });
  const proven = new Set<string>();
  return {
    async admit(address) {
      const group = addressGroup(address);
      if (!proven.has(group) && !isLoopback(address)) {
        const wait = await consume(inAll, "all");
        // The address is not counted then: strangers cannot fill the memory with addresses.
        if (wait > 0) return wait;
      }
      return consume(perAddress, group);
    },
    async forgive(address) {
      const group = addressGroup(address);
      await perAddress.delete(group);
      if (proven.has(group) || isLoopback(address)) return;
      await inAll.reward("all");
      if (proven.size < provenMax) proven.add(group);
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
    throw refusal;
  }
}
