import type { Guess, LoginLimits } from "#lib/auth/login-limits";
import { hashPassword, verifyPassword } from "#lib/auth/password";
import { checkNewPassword } from "#lib/auth/password-rules";
import { AppError } from "#lib/errors";
import type { Account } from "#lib/model/account";
import type { PeopleStore } from "#lib/store/people-store";

type Deps = {
  readonly store: Pick<PeopleStore, "changePassword">;
  readonly limits: LoginLimits;
};

type Change = Pick<Guess, "address" | "device"> & {
  readonly account: Account;
  readonly current: string;
  readonly next: string;
};

/**
 * Gives the account another password and ends all its sessions, the one that asked too: start a new one. The current
 * password is asked for and its tries are counted, so that a borrowed browser cannot take the account over.
 * Throws `bad_input` naming the field, `unavailable` after too many tries.
 */
export async function changePassword({ store, limits }: Deps, change: Change): Promise<void> {
  const { account, current, next, address, device } = change;
  const guess = { accountId: account.id, address, device };
  const waitMs = await limits.admit(guess);
  if (waitMs > 0) {
    throw new AppError("unavailable", `Too many tries. Try again in ${Math.ceil(waitMs / 60_000)} min.`);
  }
  if (!(await verifyPassword(account.passwordHash, current))) throw badField("current", "is not your password");
  await limits.forgive(guess);
  if (current === next) throw badField("next", "is the one that you have already");
  checkNewPassword(next, account.email, "next");
  await store.changePassword(account.id, await hashPassword(next));
}

function badField(path: string, message: string): AppError {
  return new AppError("bad_input", "The password was not changed", { errors: [{ path, message }] });
}
