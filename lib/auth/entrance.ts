import { cache } from "react";
import { readBrowser } from "#lib/auth/browser";
import { beginSession, leaveSession } from "#lib/auth/browser-session";
import { normalizeEmail } from "#lib/auth/email";
import { loginWords, tryLogin } from "#lib/auth/login";
import { acceptInvitation, findInvitation } from "#lib/auth/people";
import { findLiveSession } from "#lib/auth/session";
import { claimOwner, judgeSetUpCode, type SetUpCodeState } from "#lib/auth/set-up";
import type { Invitation } from "#lib/model/person";
import { currentApp } from "#lib/server/app";

/**
 * What visitors may do before anyone knows them: sign in, claim the first run, sign out. It hands out answers, never
 * the app; pages behind the door ask the gate.
 */
export type Entrance = {
  readonly hasOwner: boolean;
  readonly isSignedIn: boolean;
  /** False if what is typed travels in clear. */
  readonly isProtected: boolean;
};

/** Where the visitor stands. A layout and its page ask alike, so the answer holds for the request. */
export const readEntrance = cache(async (): Promise<Entrance> => {
  const app = currentApp();
  const browser = await readBrowser();
  const [hasOwner, session] = await Promise.all([
    app.store.hasOwner(),
    findLiveSession(app.store, browser.token, app.clock.now()),
  ]);
  return { hasOwner, isSignedIn: session !== undefined, isProtected: browser.isProtected };
});

/** Signs the browser in. Null if it is in, else words for the visitor. */
export async function signIn(email: string, password: string): Promise<string | null> {
  const app = currentApp();
  const browser = await readBrowser();
  const deps = { store: app.store, limits: app.auth.loginLimits };
  const result = await tryLogin(deps, { email, password, address: browser.address, device: browser.device });
  // What was typed may be anything, a password too: only the name of an account that there is stands in the log.
  const account = await app.store.findAccount(normalizeEmail(email));
  if (result.kind === "welcome") await note("signIn", account?.email ?? "nobody");
  else if (result.kind === "refused") await note("signInRefused", "nobody", account?.email ?? null);
  if (result.kind !== "welcome") return loginWords(result);
  await beginSession(app, browser, result.accountId);
  return null;
}

/** What the visitor's set-up code is worth. */
export function readSetUpCode(code: string | undefined): SetUpCodeState {
  const app = currentApp();
  return judgeSetUpCode(app.auth.setUpCode, code, app.clock.now());
}

/** Makes the visitor the owner and signs the browser in. Throws as `claimOwner` does. */
export async function claim(input: Parameters<typeof claimOwner>[1]): Promise<void> {
  const app = currentApp();
  const browser = await readBrowser();
  const { store, clock } = app;
  const accountId = await claimOwner({ store, clock, setUpCode: app.auth.setUpCode }, input);
  await note("claimOwner", normalizeEmail(input.email));
  await beginSession(app, browser, accountId);
}

/** Whom a one-time link is for; undefined if it opens nothing. */
export async function readInvitation(
  code: string | undefined,
): Promise<Pick<Invitation, "email" | "role"> | undefined> {
  const { store, clock } = currentApp();
  const invitation = await findInvitation({ store, nowMs: clock.now() }, code);
  return invitation && { email: invitation.email, role: invitation.role };
}

/** Uses a one-time link up and signs the browser in. Throws as `acceptInvitation` does. */
export async function join(code: string, password: string): Promise<void> {
  const app = currentApp();
  const browser = await readBrowser();
  const account = await acceptInvitation({ store: app.store, nowMs: app.clock.now() }, code, password);
  await note("useLink", account.email);
  await beginSession(app, browser, account.id);
}

/** Ends this browser's session. */
export async function signOut(): Promise<void> {
  await leaveSession(currentApp(), await readBrowser());
}

/** Writes down what a visitor has done. */
async function note(action: string, actor: string, target: string | null = null): Promise<void> {
  const { address } = await readBrowser();
  await currentApp().audit({ action, actor, address, target });
}
