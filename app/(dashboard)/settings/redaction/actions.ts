"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FailedForm, FormState } from "#lib/model/form-state";
import { type TriedKind, triedKinds } from "#lib/recorder/try-redaction";
import { splitLines } from "./split-lines";

/** What would be stored of a text that was tried; null: nothing. */
export type TriedState = { readonly kind: "idle" } | FailedForm | Tried;
type Tried = {
  readonly kind: "tried";
  readonly what: TriedKind;
  readonly text: string;
  readonly stored: string | null;
};

const triedCharsMax = 20_000;
const rulesSchema = z.object({ fields: z.string().max(10_000), patterns: z.string().max(10_000) });
const trySchema = z.object({
  what: z.enum(triedKinds),
  text: z
    .string()
    .min(1, "must not be empty")
    .max(triedCharsMax, `must have at most ${triedCharsMax.toLocaleString("en")} characters`),
});

/** Sets what is hidden on top of the built-in rules. */
export async function changeRedactionAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, ["fields", "patterns"], async () => {
    const { app, audit } = await requireSession("write");
    const typed = readForm(rulesSchema, form);
    const fields = splitLines(typed.fields);
    const patterns = splitLines(typed.patterns);
    try {
      await app.redactionSettings.change({ fields, patterns });
    } catch (error) {
      throw underFields(error);
    }
    await audit("changeRedaction", `${fields.length} fields, ${patterns.length} patterns`);
    revalidatePath("/settings/redaction");
    return { kind: "done", message: "Saved. What comes from now on is stored so." };
  });
}

/** Says what would be stored of a text. Whoever may look may try, for nothing of it is kept. */
export async function tryRedactionAction(_: TriedState, form: FormData): Promise<TriedState> {
  return answerForm(form, ["text", "what"], async () => {
    const { app } = await requireSession();
    const { what, text } = readForm(trySchema, form);
    return { kind: "tried", what, text, stored: app.recorder.tryOut(what, text) } as const;
  });
}

/** `patterns.1 …` stands under the field of all patterns, and says which line it is. */
function underFields(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const errors = error.errors.map(({ path, message }) => {
    const [field = "", line] = path.split(".");
    return { path: field, message: line === undefined ? message : `line ${Number(line) + 1} ${message}` };
  });
  return new AppError(error.code, error.message, { errors });
}
