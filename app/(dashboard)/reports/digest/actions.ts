"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import { digestSettingsSchema } from "#lib/model/digest";
import type { FormState } from "#lib/model/form-state";

const formSchema = z.object({
  ...digestSettingsSchema.shape,
  enabled: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
  hour: z.coerce.number().pipe(digestSettingsSchema.shape.hour),
  channelId: z.string().transform((id) => (id === "" ? null : id)),
});

/** Keeps when the digest is sent, and where. */
export async function saveDigestAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, Object.keys(formSchema.shape), async () => {
    const { app, audit } = await requireSession("write");
    const { enabled, weekday, hour, timeZone } = await app.digest.settings.change(readForm(formSchema, form));
    const words = enabled ? `on: ${weekday}, ${hour}:00, ${timeZone}` : "off";
    await audit("changeDigest", words);
    revalidatePath("/reports", "layout");
    return { kind: "done", message: enabled ? "Saved. The digest is on." : "Saved. The digest is off." };
  });
}

/** Sends the week up to now. */
export async function sendDigestAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { name, target } = await app.digest.sendNow();
    await audit("sendDigest", `${name}: ${target}`);
    revalidatePath("/alerts/channels");
    return { kind: "done", message: `On its way to ${target}. What becomes of it stands under Alerts, Channels.` };
  });
}
