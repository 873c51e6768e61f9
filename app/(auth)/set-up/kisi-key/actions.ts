"use server";

import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import { checkKisiKey } from "#lib/kisi/key-check";
import type { FormState } from "#lib/model/form-state";
import { parseKisiKey } from "#lib/secrets/kisi-key-text";

const keySchema = z.object({ kisiKey: z.string() });

/** Keeps the first key and asks Kisi once whether it is good. */
export async function keepFirstKeyAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const key = parseKisiKey(readForm(keySchema, form).kisiKey);
    await app.kisiKey.put(key);
    await audit("storeKisiKey");
    const { kisiBaseUrl: upstream, integrationIdentifier: identifier, integrationContact: contact } = app.env;
    const check = await checkKisiKey(app.kisi, key, { upstream, partner: { identifier, contact } });
    if (check.isAccepted) return { kind: "done", message: `${check.message} It is stored, sealed.` };
    return { kind: "failed", message: `The key is stored, but: ${check.message}`, errors: {}, values: {} };
  });
}
