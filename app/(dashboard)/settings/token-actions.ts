"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { createApiToken } from "#lib/auth/api-token";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { answerForm, readForm } from "#lib/http/answer-form";
import { scopes } from "#lib/model/account";
import type { FormState } from "#lib/model/form-state";

/** The one time that the token is shown. */
type CreatedToken = { readonly kind: "created"; readonly token: string; readonly name: string };

const tokenSchema = z.object({
  name: z.string(),
  "scopes[]": z.array(z.enum(scopes)).default([]),
  days: z.enum(["30", "90", "365", "never"]).default("never"),
});
const revokeSchema = z.object({ id: z.string() });

/** Makes an API token. */
export async function createTokenAction(
  _: FormState | CreatedToken,
  form: FormData,
): Promise<FormState | CreatedToken> {
  return answerForm(form, ["name", "scopes[]", "days"], async () => {
    const { app, audit } = await requireSession("write");
    const { name, "scopes[]": wanted, days } = readForm(tokenSchema, form);
    const nowMs = app.clock.now();
    const expiresAtMs = days === "never" ? null : nowMs + Number(days) * 86_400_000;
    const { token, record } = await createApiToken(app.store, { name, scopes: wanted, expiresAtMs }, nowMs);
    await audit("createApiToken", record.name);
    revalidatePath("/settings");
    return { kind: "created", token, name: record.name };
  });
}

/** Makes a token worthless at once. */
export async function revokeTokenAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(revokeSchema, form);
    const isGone = await app.store.deleteApiToken(id);
    revalidatePath("/settings");
    if (!isGone) throw new AppError("not_found", "This token was revoked before.");
    await audit("revokeApiToken", id);
    return { kind: "done", message: "The token is revoked." };
  });
}
