import { createHmac } from "node:crypto";

/** How a Kisi key is known once it is written down: never by itself. */
export type Fingerprint = {
  /** 16 hex characters; the same secret always gives the same id under the same key. */
  readonly id: string;
  /** For people to tell keys apart; null if the secret is shorter than 16, where four characters would say too much. */
  readonly last4: string | null;
};

const idChars = 16;
const secretCharsForLast4 = 16;
const idShape = /^[0-9a-f]{16}$/;

/** Makes the function that names secrets by HMAC-SHA256 under `key` (32 bytes of the installation's own). */
export function createFingerprint(key: Uint8Array): (secret: string) => Fingerprint {
  return (secret) => ({
    id: createHmac("sha256", key).update(secret, "utf8").digest("hex").slice(0, idChars),
    last4: secret.length >= secretCharsForLast4 ? secret.slice(-4) : null,
  });
}

/** True if a text has the form of an id, which no key of Kisi's has: those are longer. */
export function isFingerprintId(text: string): boolean {
  return idShape.test(text);
}
