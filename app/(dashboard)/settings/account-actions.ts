"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { readBrowser } from "#lib/auth/browser";
import { beginSession, leaveSession } from "#lib/auth/browser-session";
import { changePassword } from "#lib/auth/change-password";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

const passwordSchema = z.object({ current: z.string().min(1, "is missing"), next: z.string() });

/** Changes the password; this browser stays signed in, every other one is signed out. */
export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession();
    const browser = await readBrowser();
    const { current, next } = readForm(passwordSchema, form);
    const deps = { store: app.store, limits: app.auth.loginLimits };
    await changePassword(deps, { account, current, next, address: browser.address, device: browser.device });
    await beginSession(app, browser, account.id);
    await audit("changePassword");
    return { kind: "done", message: "The password is changed. Every other browser is signed out." };
  });
}

const sessionSchema = z.object({ session: z.string() });

/** Ends one session of the account. */
export async function endSessionAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession();
    const { session } = readForm(sessionSchema, form);
    const own = await app.store.listSessions(account.id);
    if (!own.some(({ tokenHash }) => tokenHash === session)) throw new AppError("not_found", "This session has ended.");
    await app.store.endSession(session);
    await audit("endSession");
    revalidatePath("/settings");
    return { kind: "done", message: "That browser is signed out." };
  });
}

/** Ends every session of the account, this browser's too. */
export async function signOutEverywhereAction(): Promise<void> {
  const { app, account, audit } = await requireSession();
  await app.store.endSessions(account.id);
  await leaveSession(app, await readBrowser());
  await audit("signOutEverywhere");
  redirect("/login");
}
