"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { answerForm, readForm } from "#lib/http/answer-form";
import { checkKisiKey } from "#lib/kisi/key-check";
import type { KeyState } from "#lib/model/form-state";
import type { App } from "#lib/server/app";

const intentSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("keep"), kisiKey: z.string() }),
  z.object({ intent: z.literal("remove") }),
  z.object({ intent: z.literal("test") }),
]);

/** Keeps, removes or tests the Kisi key, as the form's `intent` says. */
export async function kisiKeyAction(_: KeyState, form: FormData): Promise<KeyState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const wanted = readForm(intentSchema, form);
    if (wanted.intent === "test") return testKey(app);
    if (wanted.intent === "keep") await app.kisiKey.put(wanted.kisiKey);
    else await app.kisiKey.remove();
    await audit(wanted.intent === "keep" ? "storeKisiKey" : "removeKisiKey");
    revalidatePath("/settings");
    return { kind: "done", message: done[wanted.intent] };
  });
}

const done = {
  keep: "The key is stored, sealed. Test it to see whether Kisi accepts it.",
  remove: "The stored key is gone from this installation. In Kisi it is valid still.",
} as const;

/** Asks Kisi once whom the key in use belongs to. */
async function testKey(app: App): Promise<KeyState> {
  const key = app.kisiKey.reveal();
  if (key === null) throw new AppError("bad_input", "There is no key to test: store one first.");
  const { kisiBaseUrl: upstream, integrationIdentifier: identifier, integrationContact: contact } = app.env;
  const { isAccepted, ...told } = await checkKisiKey(app.kisi, key, { upstream, partner: { identifier, contact } });
  return isAccepted ? { kind: "done", ...told } : { kind: "failed", ...told, errors: {}, values: {} };
}
