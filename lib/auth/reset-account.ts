import { randomBytes } from "node:crypto";
import { normalizeEmail } from "#lib/auth/email";
import { hashPassword } from "#lib/auth/password";
import { holdPlace, resetMs } from "#lib/auth/people";
import { AppError } from "#lib/errors";
import type { PeopleStore } from "#lib/store/people-store";
import type { SecondFactorStore } from "#lib/store/second-factor-store";
import type { AccountStore } from "#lib/store/store";

type Deps = {
  readonly store: Pick<AccountStore, "findAccount"> &
    Pick<PeopleStore, "listPeople" | "changePassword" | "putInvitation"> &
    Pick<SecondFactorStore, "removeSecondFactor">;
  readonly nowMs: number;
};

/** Who has reset it, for the records: whoever may start a command on the server's data. */
export const commandLine = "command line";

/**
 * Makes an account's password worthless, removes its second factor, ends its sessions, and returns the code of a link, good for a day, by which a
 * new password is chosen. Throws `not_found`, naming the accounts there are.
 */
export async function resetAccount(
  { store, nowMs }: Deps,
  email: string,
): Promise<{ readonly email: string; readonly code: string }> {
  const account = await store.findAccount(normalizeEmail(email));
  if (!account) throw new AppError("not_found", await unknownWords(store, email));
  // Nobody has this password: until the link is used, there is no way in.
  await store.removeSecondFactor(account.id);
  await store.changePassword(account.id, await hashPassword(randomBytes(32).toString("base64url")));
  const place = { email: account.email, role: account.role, invitedBy: commandLine };
  const code = await holdPlace(store, { ...place, createdAtMs: nowMs, expiresAtMs: nowMs + resetMs });
  return { email: account.email, code };
}

async function unknownWords(store: Pick<PeopleStore, "listPeople">, email: string): Promise<string> {
  const people = await store.listPeople();
  if (people.length === 0) return "Nobody has an account yet: start Ajar and open the one-time link that it prints.";
  const known = people.map((person) => `  ${person.email} (${person.role})`).join("\n");
  const which = email === "" ? "Say whose password it is" : "Nobody has an account with this e-mail";
  return `${which}. There are:\n${known}`;
}
