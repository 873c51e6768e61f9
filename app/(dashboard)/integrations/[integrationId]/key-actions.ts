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

/** Keeps, removes or tests the Kisi key of an integration, as the form's `intent` says. */
export async function integrationKeyAction(integration: string, _: KeyState, form: FormData): Promise<KeyState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const id = z.string().max(100).parse(integration);
    const wanted = readForm(intentSchema, form);
    if (wanted.intent === "test") return testKey(app, id);
    await app.integrations.change(id, { kisiKey: wanted.intent === "keep" ? wanted.kisiKey : null });
    await audit(wanted.intent === "keep" ? "storeIntegrationKey" : "removeIntegrationKey", id);
    revalidatePath(`/integrations/${id}`);
    return { kind: "done", message: done[wanted.intent] };
  });
}

const done = {
  keep: "The key is stored, sealed. Test it to see whether Kisi accepts it.",
  remove: "The stored key is gone from this installation. In Kisi it is valid still.",
} as const;

/** Asks Kisi once whom the key belongs to. */
async function testKey(app: App, id: string): Promise<KeyState> {
  const opened = app.integrations.revealKey(id);
  if (opened.kind !== "known") throw new AppError("bad_input", "There is no key to test: store one first.");
  const { identifier, contact } = app.integrations.get(id);
  const { isAccepted, ...told } = await checkKisiKey(app.kisi, opened.key, {
    upstream: app.env.kisiBaseUrl,
    partner: {
      identifier: identifier ?? app.env.integrationIdentifier,
      contact: contact ?? app.env.integrationContact,
    },
  });
  return isAccepted ? { kind: "done", ...told } : { kind: "failed", ...told, errors: {}, values: {} };
}
