"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { join } from "#lib/auth/entrance";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

const joinSchema = z.object({ code: z.string(), password: z.string() });

/** Uses a one-time link up with the password that the visitor chose, and signs the browser in. */
export async function joinAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { code, password } = readForm(joinSchema, form);
    redirect((await join(code, password)) === "code" ? "/login/code" : "/");
  });
}
