import { redirect } from "next/navigation";
import { cache } from "react";
import { authenticateApi, type Caller } from "#lib/auth/api-access";
import { readBrowser } from "#lib/auth/browser";
import { loginPath } from "#lib/auth/return-path";
import { findLiveSession } from "#lib/auth/session";
import { readCookie, sessionCookieFor } from "#lib/auth/session-cookie";
import { peerHeader, schemeHeader } from "#lib/auth/trusted-headers";
import { AppError } from "#lib/errors";
import { type Account, roleScopes, type Scope } from "#lib/model/account";
import { type App, currentApp } from "#lib/server/app";

/** The one way to the app. Whoever holds an `App` has passed here. */
export type Inside = {
  readonly app: App;
  readonly account: Account;
  /** Writes down what the account has done: `createApiToken`, and what it was done to. */
  readonly audit: WriteDown;
};

type WriteDown = (action: string, target?: string) => Promise<void>;

/**
 * For pages and server actions: the app and who is signed in. Sends everyone else to sign in and back, or to the set-up
 * page while there is no owner. An action that changes something asks for `write`; a role without it is `forbidden`.
 */
export async function requireSession(scope: Scope = "read"): Promise<Inside> {
  const inside = await readInside();
  if (roleScopes[inside.account.role].includes(scope)) return inside;
  throw new AppError("forbidden", `Your role, ${inside.account.role}, may look but not change anything here`);
}

export type ApiInside = { readonly app: App; readonly caller: Caller; readonly audit: WriteDown };

/** For route handlers: the app and who asks. Throws `unauthenticated` or `forbidden`. */
export async function requireApiAccess(request: Request, scope: Scope): Promise<ApiInside> {
  const app = currentApp();
  const cookie = sessionCookieFor(request.headers.get(schemeHeader), request.headers.get("host"));
  const caller = await authenticateApi(
    { store: app.store, verifyToken: app.auth.verifyToken, nowMs: app.clock.now() },
    {
      method: request.method,
      authorization: request.headers.get("authorization"),
      sessionToken: readCookie(request.headers.get("cookie"), cookie.name),
    },
    scope,
  );
  const actor = caller.kind === "token" ? `token ${caller.name}` : caller.account.email;
  return { app, caller, audit: writeDown(app, actor, request.headers.get(peerHeader)) };
}

// A layout and its page ask alike: one look at the store for each request.
const readInside = cache(async (): Promise<Inside> => {
  const app = currentApp();
  const browser = await readBrowser();
  const session = await findLiveSession(app.store, browser.token, app.clock.now());
  if (session !== undefined) {
    const { account } = session;
    return { app, account, audit: writeDown(app, account.email, browser.address) };
  }
  redirect((await app.store.hasOwner()) ? loginPath(browser.path) : "/set-up");
});

function writeDown({ audit }: App, actor: string, address: string | null): WriteDown {
  return (action, target) => audit({ actor, address, action, target: target ?? null });
}
