import { normalizeEmail } from "#lib/auth/email";
import type { Guess, LoginLimits } from "#lib/auth/login-limits";
import { verifyPassword } from "#lib/auth/password";
import type { Account } from "#lib/model/account";
import type { AccountStore } from "#lib/store/store";

export type LoginResult =
  | { readonly kind: "welcome"; readonly account: Account }
  | { readonly kind: "refused" }
  | { readonly kind: "wait"; readonly waitMs: number };

type Deps = { readonly store: Pick<AccountStore, "findAccount">; readonly limits: Pick<LoginLimits, "admit"> };

type LoginTry = Pick<Guess, "address" | "device"> & { readonly email: string; readonly password: string };

/**
 * Looks at one try to sign in. Counted before the password is looked at; an unknown e-mail costs the same work as a
 * known one, and both are refused alike. Who is welcome has a right password, and is forgiven the try once signed in.
 */
export async function tryLogin({ store, limits }: Deps, given: LoginTry): Promise<LoginResult> {
  const { email, password, address, device } = given;
  const account = await store.findAccount(normalizeEmail(email));
  const waitMs = await limits.admit({ accountId: account?.id ?? null, address, device });
  if (waitMs > 0) return { kind: "wait", waitMs };
  const isRight = await verifyPassword(account?.passwordHash, password.slice(0, passwordLengthRead));
  if (!isRight || account === undefined) return { kind: "refused" };
  return { kind: "welcome", account };
}

// Longer than any password that the rules accept: a giant one is wrong without being hashed whole.
const passwordLengthRead = 4_096;

/** What the visitor reads. It never says which of the two was wrong. */
export function loginWords(result: Exclude<LoginResult, { kind: "welcome" }>): string {
  if (result.kind === "refused") return "E-mail or password is wrong.";
  return waitWords(result.waitMs);
}

/** For who has tried too often. */
export function waitWords(waitMs: number): string {
  const minutes = Math.ceil(waitMs / 60_000);
  return `Too many tries. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}
