"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { signInByCode } from "#lib/auth/entrance";
import { safeReturnPath } from "#lib/auth/return-path";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

const codeSchema = z.object({ code: z.string().trim().min(1, "is missing").max(100, "is too long") });

/** Signs the browser in by the code of an app, or by a recovery code. */
export async function signInByCodeAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const result = await signInByCode(readForm(codeSchema, form).code);
    if (result.kind === "refused") return { kind: "failed", message: result.words, errors: {}, values: {} };
    redirect(result.kind === "in" ? safeReturnPath(result.next) : "/login");
  });
}
