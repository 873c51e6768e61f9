"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { claim } from "#lib/auth/entrance";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

const claimSchema = z.object({
  email: z.string(),
  password: z.string(),
  code: z.string().optional(),
});

/** Makes the visitor with the code the owner. */
export async function claimAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, ["email"], async () => {
    const { email, password, code } = readForm(claimSchema, form);
    await claim({ email, password, code });
    redirect("/set-up/kisi-key");
  });
}
