import type { Credential } from "#lib/model/credential";

/** What a page says of whose a key is. */
export type UserWords = {
  readonly text: string;
  /** How it is known. */
  readonly how: string;
  /** A person has said so, and can take it back. */
  readonly canLeave: boolean;
};

type Owned = Pick<Credential, "fingerprint" | "last4" | "kisiUser" | "joinedBy">;

/** Names the Kisi user of a key, or the keys that a person has joined it to; null if nobody knows. */
export function describeUser(credential: Owned, all: readonly Owned[]): UserWords | null {
  const { kisiUser, joinedBy } = credential;
  if (kisiUser === null) return null;
  if (joinedBy === "seen") return { text: `user ${kisiUser}`, how: "as Kisi said", canLeave: false };
  const isKisiId = /^\d+$/.test(kisiUser);
  if (isKisiId) return { text: `user ${kisiUser}`, how: "joined by hand", canLeave: true };
  const companions = all.filter((one) => one.kisiUser === kisiUser && one.fingerprint !== credential.fingerprint);
  return { text: `with ${companions.map(nameKey).join(", ")}`, how: "joined by hand", canLeave: true };
}

/** A key by what may be shown of it. */
export function nameKey({ last4, fingerprint }: Pick<Credential, "last4" | "fingerprint">): string {
  return last4 === null ? `key ${fingerprint.slice(0, 8)}` : `…${last4}`;
}
