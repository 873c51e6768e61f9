"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { readBrowser } from "#lib/auth/browser";
import { beginSession, leaveSession } from "#lib/auth/browser-session";
import { changePassword } from "#lib/auth/change-password";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

const passwordSchema = z.object({ current: z.string().min(1, "is missing"), next: z.string() });

/** Changes the password; this browser stays signed in, every other one is signed out. */
export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account } = await requireSession();
    const browser = await readBrowser();
    const { store, clock } = app;
    const { current, next } = readForm(passwordSchema, form);
    const deps = { store, clock, limits: app.auth.loginLimits };
    await changePassword(deps, { account, current, next, address: browser.address });
    await beginSession(app, browser, account.id);
    app.log.info({ event: "password_changed", account: account.id }, "a password was changed");
    return { kind: "done", message: "The password is changed. Every other browser is signed out." };
  });
}

/** Ends every session of the account, this browser's too. */
export async function signOutEverywhereAction(): Promise<void> {
  const { app, account } = await requireSession();
  await app.store.endSessions(account.id);
  await leaveSession(app, await readBrowser());
  app.log.info({ event: "signed_out_everywhere", account: account.id }, "all sessions of an account were ended");
  redirect("/login");
}
