"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { answerForm, readForm } from "#lib/http/answer-form";
import { checkKisiKey } from "#lib/kisi/key-check";
import type { FormState } from "#lib/model/form-state";

const keySchema = z.object({ kisiKey: z.string() });

/** Seals and keeps a key in place of the former one. */
export async function keepKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account } = await requireSession("write");
    await app.kisiKey.put(readForm(keySchema, form).kisiKey);
    app.log.info({ event: "kisi_key_stored", account: account.id }, "the Kisi key was stored");
    revalidatePath("/settings");
    return { kind: "done", message: "The key is stored, sealed. Test it to see whether Kisi accepts it." };
  });
}

/** Forgets the stored key. */
export async function removeKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account } = await requireSession("write");
    await app.kisiKey.remove();
    app.log.info({ event: "kisi_key_removed", account: account.id }, "the Kisi key was removed");
    revalidatePath("/settings");
    return { kind: "done", message: "The stored key is gone from this installation. In Kisi it is valid still." };
  });
}

/** Asks Kisi once whom the key in use belongs to; `callId` is the logged call. */
export async function testKeyAction(_: FormState, form: FormData): Promise<FormState & { callId?: string }> {
  return answerForm(form, [], async () => {
    const { app } = await requireSession("write");
    const key = app.kisiKey.reveal();
    if (key === null) throw new AppError("bad_input", "There is no key to test: store one first.");
    const { kisiBaseUrl: upstream, integrationIdentifier: identifier, integrationContact: contact } = app.env;
    const check = await checkKisiKey(app.kisi, key, { upstream, partner: { identifier, contact } });
    const { callId, message } = check;
    if (check.isAccepted) return { kind: "done", message, callId };
    return { kind: "failed", message, callId, errors: {}, values: {} };
  });
}
