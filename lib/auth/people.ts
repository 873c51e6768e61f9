import { createHash, randomBytes } from "node:crypto";
import { parseEmail } from "#lib/auth/email";
import { hashPassword } from "#lib/auth/password";
import { checkNewPassword } from "#lib/auth/password-rules";
import { AppError } from "#lib/errors";
import type { Account } from "#lib/model/account";
import { type Invitation, type InvitedRole, invitedRoles, type Person } from "#lib/model/person";
import type { PeopleStore } from "#lib/store/people-store";
import type { SecondFactorStore } from "#lib/store/second-factor-store";
import type { AccountStore } from "#lib/store/store";

type PeopleDeps = {
  readonly store: PeopleStore & Pick<AccountStore, "findAccount"> & Pick<SecondFactorStore, "removeSecondFactor">;
  readonly nowMs: number;
};

/** An invitation is good for a week; a link for who forgot a password, for a day. */
export const invitationMs = 7 * 86_400_000;
export const resetMs = 86_400_000;

/** Whose account somebody may change: the owner everybody's but the own one, an admin the viewers'. */
export function mayManage(actor: Pick<Account, "role">, target: Pick<Account, "role">): boolean {
  if (actor.role === "owner") return target.role !== "owner";
  return actor.role === "admin" && target.role === "viewer";
}

/** What somebody may invite others to be. */
export function invitableRoles(actor: Pick<Account, "role">): readonly InvitedRole[] {
  return invitedRoles.filter((role) => mayManage(actor, { role }));
}

/**
 * Holds a place for an e-mail and returns the code of its link, which is in this answer only. A former invitation of
 * that e-mail is worthless then. Throws `forbidden`, `bad_input`, or `conflict` if there is such an account already.
 */
export async function invite(
  { store, nowMs }: PeopleDeps,
  actor: Account,
  wanted: { readonly email: string; readonly role: InvitedRole },
): Promise<string> {
  const { role } = wanted;
  if (!mayManage(actor, { role })) throw new AppError("forbidden", `Your role, ${actor.role}, cannot invite a ${role}`);
  const email = parseEmail(wanted.email);
  if (await store.findAccount(email)) {
    const errors = [{ path: "email", message: "has an account already" }];
    throw new AppError("conflict", `${email} has an account already`, { errors });
  }
  return holdPlace(store, {
    email,
    role,
    invitedBy: actor.email,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + invitationMs,
  });
}

/** The code of a link by which somebody chooses another password. Throws `not_found` or `forbidden`. */
export async function offerNewPassword({ store, nowMs }: PeopleDeps, actor: Account, id: number): Promise<string> {
  const { email, role } = await requireManaged(store, actor, id);
  return holdPlace(store, { email, role, invitedBy: actor.email, createdAtMs: nowMs, expiresAtMs: nowMs + resetMs });
}

/** Gives somebody another role. Throws `not_found` or `forbidden`. */
export async function changeRole(
  { store }: PeopleDeps,
  actor: Account,
  id: number,
  role: InvitedRole,
): Promise<Person> {
  const person = await requireManaged(store, actor, id);
  if (!mayManage(actor, { role })) throw new AppError("forbidden", `Your role, ${actor.role}, cannot make a ${role}`);
  await store.changeRole(id, role);
  return person;
}

/** Removes the second factor of somebody who has lost it. Throws `not_found` or `forbidden`. */
export async function removeTheirApp({ store }: PeopleDeps, actor: Account, id: number): Promise<Person> {
  const person = await requireManaged(store, actor, id);
  if (await store.removeSecondFactor(id)) return person;
  throw new AppError("not_found", `${person.email} has no app to remove.`);
}

/** Removes somebody's account and ends its sessions. Throws `not_found` or `forbidden`. */
export async function removePerson({ store }: PeopleDeps, actor: Account, id: number): Promise<Person> {
  const person = await requireManaged(store, actor, id);
  await store.removeAccount(id);
  return person;
}

/** Takes an invitation back. Throws `not_found` or `forbidden`. */
export async function withdrawInvitation({ store }: PeopleDeps, actor: Account, email: string): Promise<void> {
  const invitation = (await store.listInvitations()).find((one) => one.email === email);
  if (!invitation) throw new AppError("not_found", "This invitation is gone already.");
  if (!mayManage(actor, invitation)) throw new AppError("forbidden", "This invitation is not yours to withdraw");
  await store.deleteInvitation(email);
}

/** The invitation of a link's code; undefined if it is unknown, used or out of time. */
export async function findInvitation(
  { store, nowMs }: PeopleDeps,
  code: string | undefined,
): Promise<Invitation | undefined> {
  const invitation = code === undefined ? undefined : await store.findInvitation(hashOfCode(code));
  return invitation && nowMs < invitation.expiresAtMs ? invitation : undefined;
}

/** Uses a link up with a password of the visitor's choice. Throws `bad_input`, or `not_found` for a link that is used up. */
export async function acceptInvitation(deps: PeopleDeps, code: string, password: string): Promise<Account> {
  const invitation = await findInvitation(deps, code);
  if (!invitation) throw usedUp();
  checkNewPassword(password, invitation.email);
  const account = await deps.store.acceptInvitation(invitation.codeHash, await hashPassword(password), deps.nowMs);
  if (!account) throw usedUp();
  return account;
}

async function requireManaged(store: PeopleStore, actor: Account, id: number): Promise<Person> {
  const person = (await store.listPeople()).find((one) => one.id === id);
  if (!person) throw new AppError("not_found", "This account is gone already.");
  if (!mayManage(actor, person))
    throw new AppError("forbidden", `Your role, ${actor.role}, cannot change this account`);
  return person;
}

/** Keeps a place under the hash of a code, and returns the code: it is in this answer only. */
export async function holdPlace(
  store: Pick<PeopleStore, "putInvitation">,
  place: Omit<Invitation, "codeHash">,
): Promise<string> {
  const code = randomBytes(32).toString("base64url");
  await store.putInvitation({ ...place, codeHash: hashOfCode(code) });
  return code;
}

function hashOfCode(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}

function usedUp(): AppError {
  return new AppError("not_found", "This link was used, taken back, or is too old. Ask for another one.");
}
