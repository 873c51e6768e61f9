import { createHash, randomBytes } from "node:crypto";
import type { SignInStore } from "#lib/store/sign-in-store";

const tokenForm = /^[A-Za-z0-9_-]{43}$/;

type Deps = { readonly store: Pick<SignInStore, "isKnownPlace" | "keepPlace">; readonly nowMs: number };

/** What the store knows of a browser's token; null for anything that `knowDevice` never gave. */
export function hashOfDevice(token: string): string | null {
  return tokenForm.test(token) ? createHash("sha256").update(token).digest("hex") : null;
}

/**
 * Makes the browser known to the account, and returns its token: the one that it sent if that was known already, else
 * a new one of 256 random bits, for nobody may plant one. It opens nothing; it only keeps the browser's own tries
 * apart from those of strangers.
 */
export async function knowDevice(
  { store, nowMs }: Deps,
  accountId: number,
  sent: string | undefined,
  forgetBeforeMs: number,
): Promise<string> {
  const hash = sent === undefined ? null : hashOfDevice(sent);
  const known = hash !== null && (await store.isKnownPlace({ accountId, kind: "device", name: hash }));
  const token = known && sent !== undefined ? sent : randomBytes(32).toString("base64url");
  const name = hashOfDevice(token) ?? "";
  await store.keepPlace({ accountId, kind: "device", name }, nowMs, forgetBeforeMs);
  return token;
}
