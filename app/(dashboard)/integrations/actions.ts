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
    const { app, audit } = await requireSession("write");
    const { name } = readForm(newSchema, form);
    const { id } = await app.integrations.create({ name, identifier: null, contact: null, tokenInPath: true });
    await audit("createIntegration", id);
    revalidatePath("/integrations");
    redirect(`/integrations/${id}`);
  });
}

/** Says that two keys belong to one Kisi user. */
export async function joinCredentialAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { fingerprint, joinWith } = readForm(joinSchema, form);
    await app.credentials.join([fingerprint, joinWith]);
    await audit("joinCredentials", `${fingerprint} ${joinWith}`);
    revalidatePath("/integrations");
    return { kind: "done", message: "The two keys are counted together from now on." };
  });
}

/** Takes back that a key belongs to the Kisi user of others. */
export async function leaveCredentialAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { fingerprint } = readForm(leaveSchema, form);
    await app.credentials.leave(fingerprint);
    await audit("separateCredential", fingerprint);
    revalidatePath("/integrations");
    return { kind: "done", message: "The key is counted for itself from now on." };
  });
}
