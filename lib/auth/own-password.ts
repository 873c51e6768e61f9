import type { Guess, LoginLimits } from "#lib/auth/login-limits";
import { verifyPassword } from "#lib/auth/password";
import { AppError } from "#lib/errors";
import type { Account } from "#lib/model/account";

/** Where somebody who is signed in gives their password once more. */
export type PasswordGiven = Pick<Guess, "address" | "device"> & { readonly account: Account; readonly current: string };

/**
 * Asks who is signed in for their password, and counts the tries, so that a borrowed browser cannot take the account
 * over. Throws `bad_input` naming `current`, `unavailable` after too many tries; `otherwise` says what did not happen.
 */
export async function requireOwnPassword(limits: LoginLimits, given: PasswordGiven, otherwise: string): Promise<void> {
  const { account, current, address, device } = given;
  const guess = { accountId: account.id, address, device };
  const waitMs = await limits.admit(guess);
  if (waitMs > 0) {
    throw new AppError("unavailable", `Too many tries. Try again in ${Math.ceil(waitMs / 60_000)} min.`);
  }
  if (!(await verifyPassword(account.passwordHash, current))) {
    throw new AppError("bad_input", otherwise, { errors: [{ path: "current", message: "is not your password" }] });
  }
  await limits.forgive(guess);
}
