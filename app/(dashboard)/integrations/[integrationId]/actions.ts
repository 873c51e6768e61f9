"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FailedForm, FormState } from "#lib/model/form-state";
import { integrationSettingsSchema, integrationTokenKinds } from "#lib/model/integration";

/** The one time that a token is shown. */
export type CreatedToken = { readonly kind: "created"; readonly token: string };

const { name, identifier, contact, guard } = integrationSettingsSchema.shape;
function orNothing<T extends z.ZodType>(field: T) {
  return z.preprocess((value) => (value === "" ? null : value), field);
}
const settingsSchema = z.object({
  id: z.string(),
  name,
  identifier: orNothing(identifier),
  contact: orNothing(contact),
  tokenInPath: z.literal("on").optional(),
  guard: orNothing(guard),
});
const idSchema = z.object({ id: z.string() });
const newTokenSchema = z.object({ id: z.string(), kind: z.enum(integrationTokenKinds) });

/** Renames an integration, and sets its partner headers, whether its token may stand in the path, and its guard. */
export async function changeIntegrationAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, ["name", "identifier", "contact"], async () => {
    const { app, audit } = await requireSession("write");
    const { id, tokenInPath, ...changes } = readForm(settingsSchema, form);
    await app.integrations.change(id, { ...changes, tokenInPath: tokenInPath === "on" });
    await audit("changeIntegration", id);
    revalidatePath(`/integrations/${id}`);
    return { kind: "done", message: "Saved." };
  });
}

/** Makes a further token. */
export async function addTokenAction(form: FormData): Promise<CreatedToken | FailedForm> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id, kind } = readForm(newTokenSchema, form);
    const { token, record } = await app.integrations.addToken(id, kind);
    await audit("createIntegrationToken", `${id} ${record.prefix}`);
    revalidatePath(`/integrations/${id}`);
    return { kind: "created", token };
  });
}

/** Makes a token worthless at once. */
export async function removeTokenAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id: token } = readForm(idSchema, form);
    const integration = await app.integrations.removeToken(token);
    await audit("deleteIntegrationToken", `${integration} ${token}`);
    revalidatePath(`/integrations/${integration}`);
    return { kind: "done", message: "The token is revoked." };
  });
}

/** Revokes an integration with all its tokens. */
export async function revokeIntegrationAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    await app.integrations.revoke(id);
    await audit("revokeIntegration", id);
    revalidatePath(`/integrations/${id}`);
    return { kind: "done", message: "The integration is revoked." };
  });
}
