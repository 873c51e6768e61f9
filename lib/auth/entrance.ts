import { cache } from "react";
import { readBrowser } from "#lib/auth/browser";
import { beginSession, leaveSession } from "#lib/auth/browser-session";
import { bringCode, comeIn, type Entry, findStep } from "#lib/auth/come-in";
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
  /** The provider that they may sign in with, if there is one. */
  readonly provider: string | null;
};

/** Where the visitor stands. A layout and its page ask alike, so the answer holds for the request. */
export const readEntrance = cache(async (): Promise<Entrance> => {
  const app = currentApp();
  const browser = await readBrowser();
  const [hasOwner, session] = await Promise.all([
    app.store.hasOwner(),
    findLiveSession(app.store, browser.token, app.clock.now()),
  ]);
  return {
    hasOwner,
    isSignedIn: session !== undefined,
    isProtected: browser.isProtected,
    provider: app.auth.oidc?.name ?? null,
  };
});

type Refused = { readonly kind: "refused"; readonly words: string };
type SignedIn = { readonly kind: Entry } | Refused;

/** Signs the browser in, or has it bring a code to /login/code first. `next` is where it goes then. */
export async function signIn(email: string, password: string, next: string): Promise<SignedIn> {
  const app = currentApp();
  const browser = await readBrowser();
  const deps = { store: app.store, limits: app.auth.loginLimits };
  const { address, device } = browser;
  const result = await tryLogin(deps, { email, password, address, device });
  if (result.kind === "welcome") {
    const kind = await comeIn(app, browser, result.account, next);
    if (kind === "in") await note("signIn", result.account.email);
    return { kind };
  }
  // What was typed may be anything, a password too: only the name of an account that there is stands in the log.
  const account = await app.store.findAccount(normalizeEmail(email));
  if (result.kind === "refused") await note("signInRefused", "nobody", account?.email ?? null);
  return { kind: "refused", words: loginWords(result) };
}

/** Whose code is waited for; undefined if no password was given here in the last minutes. */
export async function readCodeStep(): Promise<{ readonly email: string } | undefined> {
  const step = await findStep(currentApp(), await readBrowser());
  return step && { email: step.account.email };
}

type CodeGiven = { readonly kind: "in"; readonly next: string } | { readonly kind: "again" } | Refused;

/** Signs the browser in by its code. */
export async function signInByCode(code: string): Promise<CodeGiven> {
  const result = await bringCode(currentApp(), await readBrowser(), code);
  if (result.kind === "again") return result;
  if (result.kind === "wait") return { kind: "refused", words: result.words };
  if (result.kind === "wrong") {
    await note("codeRefused", "nobody", result.account.email);
    return {
      kind: "refused",
      words: "This code is wrong, or was used already. An app shows a new one every 30 seconds.",
    };
  }
  await note("signIn", result.account.email, result.by === "recovery" ? "by a recovery code" : null);
  return { kind: "in", next: result.next };
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

/**
 * Uses a one-time link up and signs the browser in; an account with an app still asks for its code. Throws as
 * `acceptInvitation` does.
 */
export async function join(code: string, password: string): Promise<Entry> {
  const app = currentApp();
  const browser = await readBrowser();
  const account = await acceptInvitation({ store: app.store, nowMs: app.clock.now() }, code, password);
  await note("useLink", account.email);
  return comeIn(app, browser, account, "/");
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
