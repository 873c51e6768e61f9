import { normalizeEmail } from "#lib/auth/email";
import { hashPassword, verifyPassword } from "#lib/auth/password";
import { passwordProblem } from "#lib/auth/password-rules";
import { AppError } from "#lib/errors";
import type { AccountStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

type Deps = {
  readonly store: Pick<AccountStore, "findAccount" | "resetOwner">;
  readonly clock: Pick<Clock, "now">;
};

/**
 * Makes AJAR_ADMIN_EMAIL with AJAR_ADMIN_PASSWORD the owner, in place of any former one, whose sessions end. If they are
 * the owner's already, nothing is written and nobody is signed out: the variables may stay set for every start.
 * Throws `bad_input` that names the variable if the rules refuse a new password.
 */
export async function ensureEnvironmentOwner(
  { store, clock }: Deps,
  admin: { readonly email: string; readonly password: string },
): Promise<"created_or_reset" | "unchanged"> {
  const email = normalizeEmail(admin.email);
  const account = await store.findAccount(email);
  const isUnchanged = account?.role === "owner" && (await verifyPassword(account.passwordHash, admin.password));
  if (isUnchanged) return "unchanged";
  const problem = passwordProblem(admin.password, email);
  if (problem !== null) throw new AppError("bad_input", `AJAR_ADMIN_PASSWORD ${problem}`);
  await store.resetOwner(email, await hashPassword(admin.password), clock.now());
  return "created_or_reset";
}
