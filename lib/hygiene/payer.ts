import type { SentAttempt } from "#lib/model/attempt";

/** Whom Kisi limits for an attempt. */
export type PayerOf = (attempt: Pick<SentAttempt, "credential">) => string;

/** The user of the key where it is known, since Kisi's limits are the user's; else the key, or all calls without one. */
export function createPayerOf(kisiUserOf: (fingerprint: string) => string | null): PayerOf {
  return ({ credential }) => {
    if (credential === null) return "anonymous";
    const user = kisiUserOf(credential);
    return user === null ? `credential:${credential}` : `user:${user}`;
  };
}
