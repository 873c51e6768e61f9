import { addressGroup, isLoopback } from "#lib/auth/client-address";
import { hashOfDevice } from "#lib/auth/known-device";
import type { SignInStore } from "#lib/store/sign-in-store";
import type { Clock } from "#lib/time/clock";

/** Who tries a password: for which account, if there is such a one, and from where. */
export type Guess = {
  readonly accountId: number | null;
  readonly address: string;
  /** The token by which the browser is known, if it sent one. */
  readonly device: string | undefined;
};

type Known = Guess & { readonly accountId: number };

/** Slows guessing down, by place and in all, and lets the owner in meanwhile. */
export type LoginLimits = {
  /** Counts one try before it is looked at, so that many at once cannot slip through. Milliseconds to wait, 0 for go. */
  readonly admit: (guess: Guess) => Promise<number>;
  /** The same for a code behind a right password: few tries for each account, as a code has six digits alone. */
  readonly admitCode: (guess: Known) => Promise<number>;
  /** The try succeeded: it is not counted, and its address is known to the account from then on. */
  readonly forgive: (guess: Known) => Promise<void>;
};

export const codesPerAccount = 5;
export const triesPerPlace = 10;
export const triesInAll = 100;
export const windowMs = 15 * 60_000;
/** So long after the last sign-in from there a place is a strange one again. */
export const knownForMs = 90 * 86_400_000;

type Lane = { readonly key: string; readonly max: number; readonly ownOfAccount: boolean };

type Deps = {
  readonly store: SignInStore;
  readonly clock: Pick<Clock, "now">;
};

/**
 * Kept in the store, so a restart lifts no wait. A browser that has signed in to the account has tries of its own, and
 * so has an address: whatever strangers do, even behind the same address, that browser comes in. Everybody else
 * meets the limit of their address and, but for the machine itself, one that all strangers share.
 * (OWASP, Slow Down Online Guessing Attacks with Device Cookies.)
 */
export function createLoginLimits({ store, clock }: Deps): LoginLimits {
  /** Counts a try in each lane. Looks first: who has to wait costs no write, and strangers cannot fill the disk. */
  async function count(lanes: readonly Lane[]): Promise<number> {
    const nowMs = clock.now();
    for (const { key, max } of lanes) {
      const counted = await store.findTries(key, nowMs);
      if (counted && counted.tries >= max) return counted.endsAtMs - nowMs;
    }
    for (const { key, max } of lanes) {
      const counted = await store.countTry(key, nowMs, windowMs);
      if (counted.tries > max) return counted.endsAtMs - nowMs;
    }
    return 0;
  }

  return {
    admit: async (guess) => count(await lanesOf(store, guess)),
    admitCode: async (guess) => count([await codeLaneOf(store, guess)]),
    async forgive(guess) {
      // What others may have counted stays: somebody with an account must not get more tries at another's.
      for (const { key, ownOfAccount } of [...(await lanesOf(store, guess)), await codeLaneOf(store, guess)]) {
        await store.takeTryBack(key, ownOfAccount ? "all" : "one");
      }
      const nowMs = clock.now();
      const { accountId, address } = guess;
      await store.keepPlace({ accountId, kind: "address", name: addressGroup(address) }, nowMs, nowMs - knownForMs);
    },
  };
}

/** What a password's try is counted under. */
async function lanesOf(store: SignInStore, guess: Guess): Promise<readonly Lane[]> {
  const { accountId, address } = guess;
  const group = addressGroup(address);
  if (accountId !== null) {
    const browser = await knownBrowser(store, { ...guess, accountId });
    if (browser !== null)
      return [{ key: `device ${browser} for ${accountId}`, max: triesPerPlace, ownOfAccount: true }];
    if (await store.isKnownPlace({ accountId, kind: "address", name: group })) {
      return [{ key: `address ${group} for ${accountId}`, max: triesPerPlace, ownOfAccount: true }];
    }
  }
  const own = { key: `address ${group}`, max: triesPerPlace, ownOfAccount: false };
  return isLoopback(address) ? [own] : [own, { key: "all strangers", max: triesInAll, ownOfAccount: false }];
}

/** What a code's try is counted under: whoever has the password must not get more tries by more addresses. */
async function codeLaneOf(store: SignInStore, guess: Known): Promise<Lane> {
  const browser = await knownBrowser(store, guess);
  const whose = browser === null ? `for ${guess.accountId}` : `of device ${browser} for ${guess.accountId}`;
  return { key: `code ${whose}`, max: codesPerAccount, ownOfAccount: true };
}

/** The hash of the browser's token, if it has signed in to the account before. */
async function knownBrowser(store: SignInStore, { accountId, device }: Known): Promise<string | null> {
  const name = device === undefined ? null : hashOfDevice(device);
  return name !== null && (await store.isKnownPlace({ accountId, kind: "device", name })) ? name : null;
}
