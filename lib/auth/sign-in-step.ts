import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "#lib/errors";
import type { Account } from "#lib/model/account";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { AccountStore } from "#lib/store/store";

/** So long a right password waits for its code. */
export const stepMs = 5 * 60_000;

const place = "cookie:sign-in-step";
const stepSchema = z.object({ email: z.string(), mark: z.string(), untilMs: z.int(), next: z.string() });

type Deps = { readonly box: SecretBox; readonly nowMs: number };

/** What a browser carries from its password to its code: sealed, so that it says nothing and cannot be made up. */
export function sealStep({ box, nowMs }: Deps, account: Account, next: string): string {
  const step = { email: account.email, mark: markOf(account), untilMs: nowMs + stepMs, next };
  return box.seal(JSON.stringify(step), place);
}

/** Whose password was right, and where to go then. Undefined if that is too long ago, or the password changed since. */
export async function openStep(
  { box, nowMs, store }: Deps & { readonly store: Pick<AccountStore, "findAccount"> },
  sealed: string | undefined,
): Promise<{ readonly account: Account; readonly next: string } | undefined> {
  const text = sealed === undefined ? null : tryOpen(box, sealed);
  if (text === null) return undefined;
  const { email, mark, untilMs, next } = stepSchema.parse(JSON.parse(text));
  if (nowMs >= untilMs) return undefined;
  const account = await store.findAccount(email);
  return account && markOf(account) === mark ? { account, next } : undefined;
}

/** Tells one password of one account from every other. */
function markOf({ id, passwordHash }: Account): string {
  return createHash("sha256").update(`${id} ${passwordHash}`).digest("base64url");
}

function tryOpen(box: SecretBox, sealed: string): string | null {
  try {
    return box.open(sealed, place);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
