import type { LoginLimits } from "#lib/auth/login-limits";
import { type PasswordGiven, requireOwnPassword } from "#lib/auth/own-password";
import { hashPassword } from "#lib/auth/password";
import { checkNewPassword } from "#lib/auth/password-rules";
import { AppError } from "#lib/errors";
import type { PeopleStore } from "#lib/store/people-store";

type Deps = {
  readonly store: Pick<PeopleStore, "changePassword">;
  readonly limits: LoginLimits;
};

type Change = PasswordGiven & { readonly next: string };

const unchanged = "The password was not changed";

/**
 * Gives the account another password and ends all its sessions, the one that asked too: start a new one. Throws as
 * `requireOwnPassword` does, and `bad_input` naming `next` for a password that the rules refuse.
 */
export async function changePassword({ store, limits }: Deps, change: Change): Promise<void> {
  const { account, current, next } = change;
  await requireOwnPassword(limits, change, unchanged);
  if (current === next) {
    const message = "is the one that you have already";
    throw new AppError("bad_input", unchanged, { errors: [{ path: "next", message }] });
  }
  checkNewPassword(next, account.email, "next");
  await store.changePassword(account.id, await hashPassword(next));
}
