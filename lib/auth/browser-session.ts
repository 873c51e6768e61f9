import { type Browser, dropToken, keepToken } from "#lib/auth/browser";
import { knowDevice } from "#lib/auth/known-device";
import { knownForMs } from "#lib/auth/login-limits";
import { endSession, startSession } from "#lib/auth/session";
import type { App } from "#lib/server/app";

type SessionApp = Pick<App, "store" | "clock">;

/**
 * Signs the browser in with a new session, and knows it from then on. The session that it had ends: a token from before
 * is worth nothing afterwards, whoever planted it.
 */
export async function beginSession(app: SessionApp, browser: Browser, accountId: number): Promise<void> {
  await endSession(app.store, browser.token);
  const nowMs = app.clock.now();
  await keepToken(browser, "session", await startSession(app.store, accountId, nowMs, browser));
  const device = await knowDevice({ store: app.store, nowMs }, accountId, browser.device, nowMs - knownForMs);
  await keepToken(browser, "device", device);
}

/** Signs the browser out. */
export async function leaveSession(app: SessionApp, browser: Browser): Promise<void> {
  await endSession(app.store, browser.token);
  await dropToken(browser, "session");
}
