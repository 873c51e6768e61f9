import { type Browser, dropToken, keepToken } from "#lib/auth/browser";
import { beginSession } from "#lib/auth/browser-session";
import { waitWords } from "#lib/auth/login";
import { needsCode, spendCode } from "#lib/auth/second-factor";
import { openStep, sealStep } from "#lib/auth/sign-in-step";
import type { Account } from "#lib/model/account";
import type { App } from "#lib/server/app";

/** What follows a right password, or a link that was used. */
export type Entry = "in" | "code";

/** Signs the browser in, or has it bring a code first if the account asks for one. `next`: where to go then. */
export async function comeIn(app: App, browser: Browser, account: Account, next: string): Promise<Entry> {
  if (!(await needsCode(app, account.id))) {
    await enter(app, browser, account);
    return "in";
  }
  const step = sealStep({ box: app.auth.cookieBox, nowMs: app.clock.now() }, account, next);
  await keepToken(browser, "step", step);
  return "code";
}

/** Whose password this browser gave, if its code is waited for. */
export function findStep(app: App, browser: Browser): ReturnType<typeof openStep> {
  return openStep({ box: app.auth.cookieBox, nowMs: app.clock.now(), store: app.store }, browser.step);
}

export type CodeResult =
  | { readonly kind: "in"; readonly account: Account; readonly by: "app" | "recovery"; readonly next: string }
  /** The password was given too long ago. */
  | { readonly kind: "again" }
  | { readonly kind: "wait"; readonly words: string }
  | { readonly kind: "wrong"; readonly account: Account };

/** Looks at the code that the browser brings, and signs it in if it is right. Counted before it is looked at. */
export async function bringCode(app: App, browser: Browser, code: string): Promise<CodeResult> {
  const step = await findStep(app, browser);
  if (!step) return { kind: "again" };
  const { account, next } = step;
  const { address, device } = browser;
  const waitMs = await app.auth.loginLimits.admitCode({ accountId: account.id, address, device });
  if (waitMs > 0) return { kind: "wait", words: waitWords(waitMs) };
  const by = await spendCode({ store: app.store, box: app.auth.box, nowMs: app.clock.now() }, account.id, code);
  if (by === null) return { kind: "wrong", account };
  await dropToken(browser, "step");
  await enter(app, browser, account);
  return { kind: "in", account, by, next };
}

async function enter(app: App, browser: Browser, { id: accountId }: Account): Promise<void> {
  const { address, device } = browser;
  await app.auth.loginLimits.forgive({ accountId, address, device });
  await beginSession(app, browser, accountId);
}
