import type { Account } from "#lib/model/account";
import type { Invitation, InvitedRole, Person, SessionFacts } from "#lib/model/person";

/** Everybody with an account, who is invited, and where they are signed in. They are few: lists are whole. */
export type PeopleStore = {
  /** The owner first, then by e-mail. */
  readonly listPeople: () => Promise<readonly Person[]>;
  /** False if there is no such account, or it is the owner's, whose role nobody changes. */
  readonly changeRole: (accountId: number, role: InvitedRole) => Promise<boolean>;
  /** With all its sessions. False as for `changeRole`. */
  readonly removeAccount: (accountId: number) => Promise<boolean>;
  /** Replaces the password and ends the account's sessions; false if there is no such account. */
  readonly changePassword: (accountId: number, passwordHash: string) => Promise<boolean>;
  /** Takes the place of a former one for the same e-mail. */
  readonly putInvitation: (invitation: Invitation) => Promise<void>;
  /** Newest first, those that have run out, too. */
  readonly listInvitations: () => Promise<readonly Invitation[]>;
  readonly findInvitation: (codeHash: string) => Promise<Invitation | undefined>;
  /** False if there is none for that e-mail. */
  readonly deleteInvitation: (email: string) => Promise<boolean>;
  /**
   * Uses an invitation up: makes its account, or gives the one of its e-mail and role another password and ends its
   * sessions. One of many at once wins; the others, those after `expiresAtMs`, and those whose e-mail has an account
   * with another role by now, get undefined.
   */
  readonly acceptInvitation: (codeHash: string, passwordHash: string, nowMs: number) => Promise<Account | undefined>;
  /** Of one account, last seen first. */
  readonly listSessions: (accountId: number) => Promise<readonly SessionFacts[]>;
};
