"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";
import { integrationSettingsSchema } from "#lib/model/integration";

const newSchema = integrationSettingsSchema.pick({ name: true });
const joinSchema = z.object({ fingerprint: z.string(), joinWith: z.string() });
const leaveSchema = z.object({ fingerprint: z.string() });

/** Makes an integration and leads to its page. */
export async function createIntegrationAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, ["name"], async () => {
    const { app, account } = await requireSession("write");
    const { name } = readForm(newSchema, form);
    const { id } = await app.integrations.create({ name, identifier: null, contact: null, tokenInPath: true });
    app.log.info({ event: "integration_created", integration: id, account: account.id }, "an integration was made");
    revalidatePath("/integrations");
    redirect(`/integrations/${id}`);
  });
}

/** Says that two keys belong to one Kisi user. */
export async function joinCredentialAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app } = await requireSession("write");
    const { fingerprint, joinWith } = readForm(joinSchema, form);
    await app.credentials.join([fingerprint, joinWith]);
    revalidatePath("/integrations");
    return { kind: "done", message: "The two keys are counted together from now on." };
  });
}

/** Takes back that a key belongs to the Kisi user of others. */
export async function leaveCredentialAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app } = await requireSession("write");
    await app.credentials.leave(readForm(leaveSchema, form).fingerprint);
    revalidatePath("/integrations");
    return { kind: "done", message: "The key is counted for itself from now on." };
  });
}
