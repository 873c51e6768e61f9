import { AppError } from "#lib/errors";
import type { CredentialUser } from "#lib/model/credential";

/** Whose credentials are, by fingerprint. */
export type KnownUsers = ReadonlyMap<string, CredentialUser>;

const handPrefix = "hand-";

/** True for a key of ours, that stands for a user whose id Kisi has not told yet. */
export function isJoinedByHand(kisiUser: string): boolean {
  return kisiUser.startsWith(handPrefix);
}

/**
 * What changes when a person says that credentials belong to one Kisi user, `freshKey` being a name for one that is not
 * known yet. Whoever was joined to one of them by hand comes along. Throws `conflict` if Kisi has said otherwise.
 */
export function joinUsers(known: KnownUsers, fingerprints: readonly string[], freshKey: string): CredentialUser[] {
  const users = [...new Set(fingerprints.flatMap((fingerprint) => known.get(fingerprint)?.kisiUser ?? []))];
  const told = users.filter((user) => !isJoinedByHand(user));
  if (told.length > 1) {
    throw new AppError("conflict", `Kisi has said that these keys belong to different users: ${told.join(", ")}`);
  }
  const kisiUser = told[0] ?? users[0] ?? `${handPrefix}${freshKey}`;
  const companions = users.filter(isJoinedByHand).flatMap((user) => membersOf(known, user));
  return [...new Set([...fingerprints, ...companions])]
    .filter((fingerprint) => known.get(fingerprint)?.kisiUser !== kisiUser)
    .map((fingerprint) => ({ fingerprint, kisiUser, origin: "hand" }));
}

/** What changes when Kisi says whose a credential is. Whoever was joined to it under a name of ours comes along. */
export function learnUser(known: KnownUsers, fingerprint: string, kisiUser: string): CredentialUser[] {
  const before = known.get(fingerprint);
  if (before?.kisiUser === kisiUser && before.origin === "seen") return [];
  const companions = before && isJoinedByHand(before.kisiUser) ? membersOf(known, before.kisiUser) : [];
  return [
    { fingerprint, kisiUser, origin: "seen" },
    ...companions
      .filter((companion) => companion !== fingerprint)
      .map((companion): CredentialUser => ({ fingerprint: companion, kisiUser, origin: "hand" })),
  ];
}

/**
 * Which credentials belong to nobody any more when a person takes one away from its user: itself, and a last companion
 * who would be joined to nobody. Throws `conflict` for what Kisi itself has said.
 */
export function leaveUser(known: KnownUsers, fingerprint: string): string[] {
  const before = known.get(fingerprint);
  if (!before) throw new AppError("not_found", "This key is not joined to another one");
  if (before.origin === "seen") {
    throw new AppError("conflict", `Kisi itself has said that this key belongs to the user ${before.kisiUser}`);
  }
  if (!isJoinedByHand(before.kisiUser)) return [fingerprint];
  const companions = membersOf(known, before.kisiUser).filter((companion) => companion !== fingerprint);
  return companions.length === 1 ? [fingerprint, ...companions] : [fingerprint];
}

function membersOf(known: KnownUsers, kisiUser: string): string[] {
  return [...known.values()].filter((user) => user.kisiUser === kisiUser).map(({ fingerprint }) => fingerprint);
}
