import { type Browser, dropToken, keepToken } from "#lib/auth/browser";
import { endSession, startSession } from "#lib/auth/session";
import type { App } from "#lib/server/app";

type SessionApp = Pick<App, "store" | "clock">;

/**
 * Signs the browser in with a new session. The one that it had ends: a token from before is worth nothing afterwards,
 * whoever planted it.
 */
export async function beginSession(app: SessionApp, browser: Browser, accountId: number): Promise<void> {
  await endSession(app.store, browser.token);
  await keepToken(browser, await startSession(app.store, accountId, app.clock.now(), browser));
}

/** Signs the browser out. */
export async function leaveSession(app: SessionApp, browser: Browser): Promise<void> {
  await endSession(app.store, browser.token);
  await dropToken(browser);
}
