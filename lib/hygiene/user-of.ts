import type { SentAttempt } from "#lib/model/attempt";

/** Whom Kisi limits for an attempt; null where that is not known. */
export type UserOf = (attempt: Pick<SentAttempt, "credential" | "source">) => string | null;

const seenByAjar: readonly SentAttempt["source"][] = ["gateway", "console"];

/**
 * The user of the key where it is known, since Kisi's limits are the user's; else the key. Attempts that Ajar itself
 * sent without a key are limited together, by address; of others' it may only be that nobody told the key.
 */
export function createUserOf(kisiUserOf: (fingerprint: string) => string | null): UserOf {
  return ({ credential, source }) => {
    if (credential === null) return seenByAjar.includes(source) ? "anonymous" : null;
    const user = kisiUserOf(credential);
    return user === null ? `credential:${credential}` : `user:${user}`;
  };
}
