"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { signIn } from "#lib/auth/entrance";
import { safeReturnPath } from "#lib/auth/return-path";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

const loginSchema = z.object({
  email: z.string().trim().min(1, "is missing"),
  password: z.string().min(1, "is missing"),
  next: z.string().optional(),
});

/** Signs the browser in and leads it to the page that it asked for, or first to where it gives a code. */
export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, ["email"], async () => {
    const { email, password, next } = readForm(loginSchema, form);
    const path = safeReturnPath(next);
    const result = await signIn(email, password, path);
    if (result.kind === "refused") return { kind: "failed", message: result.words, errors: {}, values: { email } };
    redirect(result.kind === "code" ? "/login/code" : path);
  });
}
