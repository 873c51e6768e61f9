"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { readBrowser } from "#lib/auth/browser";
import { type Inside, requireSession } from "#lib/auth/gate";
import { requireOwnPassword } from "#lib/auth/own-password";
import { confirmApp, offerApp } from "#lib/auth/second-factor";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

/** The one time that the recovery codes are shown. */
export type CodesState = FormState | { readonly kind: "codes"; readonly codes: readonly string[] };

const passwordSchema = z.object({ current: z.string().min(1, "is missing") });
const codeSchema = z.object({ code: z.string().trim().min(1, "is missing").max(20, "is too long") });

/** Draws a secret for an app; nothing asks for codes yet. */
export async function startAppAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const inside = await requireSession();
    await askPassword(inside, form, "No app was set up");
    await offerApp(depsOf(inside), inside.account.id);
    revalidatePath("/settings/two-step");
    return { kind: "idle" };
  });
}

/** Takes the first code of the app, and shows the recovery codes. */
export async function confirmAppAction(_: CodesState, form: FormData): Promise<CodesState> {
  return answerForm<CodesState>(form, [], async () => {
    const inside = await requireSession();
    const { code } = readForm(codeSchema, form);
    const codes = await confirmApp(depsOf(inside), inside.account.id, code);
    await inside.audit("setUpApp");
    revalidatePath("/settings", "layout");
    return { kind: "codes", codes };
  });
}

/** From now on the password alone signs in. */
export async function removeAppAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const inside = await requireSession();
    await askPassword(inside, form, "The app was not removed");
    const wasThere = await inside.app.store.removeSecondFactor(inside.account.id);
    if (wasThere) await inside.audit("removeApp");
    revalidatePath("/settings", "layout");
    return { kind: "done", message: "The app is removed: the password alone signs you in." };
  });
}

async function askPassword({ app, account }: Inside, form: FormData, otherwise: string): Promise<void> {
  const { current } = readForm(passwordSchema, form);
  const { address, device } = await readBrowser();
  await requireOwnPassword(app.auth.loginLimits, { account, current, address, device }, otherwise);
}

function depsOf({ app }: Inside) {
  return { store: app.store, box: app.auth.box, nowMs: app.clock.now() };
}
