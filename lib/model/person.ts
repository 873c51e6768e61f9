import type { Account } from "#lib/model/account";

/** Somebody with an account, as the others see them. */
export type Person = Pick<Account, "id" | "email" | "role"> & {
  readonly createdAtMs: number;
  /** The last request of any of their sessions that still stand; null if none does. */
  readonly lastSeenAtMs: number | null;
  /** True if signing in takes a code, too. */
  readonly hasSecondFactor: boolean;
};

/** What somebody can be invited to be; there is one owner, who claimed the first run. */
export const invitedRoles = ["admin", "viewer"] as const;
export type InvitedRole = (typeof invitedRoles)[number];

/** A place that is held for somebody until they choose a password, or for somebody who forgot theirs. */
export type Invitation = {
  /** SHA-256 of the code in the link, hex. */
  readonly codeHash: string;
  readonly email: string;
  readonly role: Account["role"];
  readonly invitedBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
};

/** Where an account is signed in. */
export type SessionFacts = {
  readonly tokenHash: string;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly expiresAtMs: number;
  /** Where it was begun from. */
  readonly address: string | null;
  readonly userAgent: string | null;
};
