import { notFound } from "next/navigation";
import { dropToken, keepToken, readBrowser } from "#lib/auth/browser";
import { comeIn } from "#lib/auth/come-in";
import { normalizeEmail } from "#lib/auth/email";
import type { Oidc } from "#lib/auth/oidc";
import { safeReturnPath } from "#lib/auth/return-path";
import { AppError } from "#lib/errors";
import { type App, currentApp } from "#lib/server/app";

/** Why signing in with the provider failed, as it stands in the address of the sign-in page. */
export const oidcFailures = ["unreachable", "refused", "stranger"] as const;
export type OidcFailure = (typeof oidcFailures)[number];

/** Where to send a browser that wants to sign in with the provider. Not found where there is none. */
export async function startOidc(next: string | null): Promise<string> {
  const { app, oidc } = requireOidc();
  try {
    const { url, carried } = await oidc.start(safeReturnPath(next));
    await keepToken(await readBrowser(), "oidc", carried);
    return url;
  } catch (error) {
    return failed(app, error);
  }
}

/**
 * Signs in the browser that the provider has sent back, if its verified e-mail has an account here, and returns where
 * to send it: nobody gets an account by being known to the provider.
 */
export async function finishOidc(): Promise<string> {
  const { app, oidc } = requireOidc();
  const browser = await readBrowser();
  await dropToken(browser, "oidc");
  try {
    const { email, next } = await oidc.finish(browser.path ?? "", browser.oidc);
    const account = await app.store.findAccount(normalizeEmail(email));
    const { address } = browser;
    if (!account) {
      await app.audit({ action: "providerRefused", actor: "nobody", address, target: email });
      return pathOf("stranger");
    }
    if ((await comeIn(app, browser, account, next)) === "code") return "/login/code";
    await app.audit({ action: "signIn", actor: account.email, address, target: `by ${oidc.name}` });
    return safeReturnPath(next);
  } catch (error) {
    return failed(app, error);
  }
}

function requireOidc(): { readonly app: App; readonly oidc: Oidc } {
  const app = currentApp();
  return { app, oidc: app.auth.oidc ?? notFound() };
}

/** The cause is for whoever runs the server; the visitor reads what to do. */
function failed({ log }: App, error: unknown): string {
  if (!(error instanceof AppError)) throw error;
  log.warn({ err: error }, "signing in with the provider failed");
  return pathOf(error.code === "unavailable" ? "unreachable" : "refused");
}

function pathOf(failure: OidcFailure): string {
  return `/login?provider=${failure}`;
}
