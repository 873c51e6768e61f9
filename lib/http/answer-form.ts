import type { z } from "zod";
import { AppError } from "#lib/errors";
import type { FailedForm } from "#lib/model/form-state";
import { issueWords } from "#lib/model/issue-words";

/**
 * Runs a server action: what it returns is shown, an `AppError` becomes the form's words, with those of `shown` fields
 * that may stand there again, repeated ones with commas. Redirects and what nobody foresaw pass through.
 */
export async function answerForm<T>(
  form: FormData,
  shown: readonly string[],
  run: () => Promise<T>,
): Promise<T | FailedForm> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const errors = fieldErrors(error);
    const values = Object.fromEntries(shown.map((name) => [name, form.getAll(name).map(textOf).join(",")]));
    return { kind: "failed", message: error.message, errors, values };
  }
}

/** What is wrong with each field, as a sentence that stands under it. */
export function fieldErrors({ errors }: AppError): Readonly<Record<string, string>> {
  return Object.fromEntries(errors.map(({ path, message }) => [path, sentence(message)]));
}

/** The fields of a form by its schema; repeated fields give arrays. Throws `bad_input` naming each wrong field. */
export function readForm<T extends z.ZodType>(schema: T, form: FormData): z.infer<T> {
  const names = new Set([...form.keys()].filter((name) => !name.startsWith("$ACTION_")));
  const fields = Object.fromEntries([...names].map((name) => [name, valuesOf(form, name)]));
  const parsed = schema.safeParse(fields, { error: issueWords });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: String(path[0] ?? "form"), message }));
  throw new AppError("bad_input", "Some fields are missing or wrong", { errors });
}

function valuesOf(form: FormData, name: string): unknown {
  const all = form.getAll(name);
  return name.endsWith("[]") || all.length > 1 ? all : all[0];
}

function textOf(value: FormDataEntryValue): string {
  return typeof value === "string" ? value.slice(0, 1_000) : "";
}

/** `must be …` stands under its field as a sentence of its own. */
function sentence(message: string): string {
  const upper = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(upper) ? upper : `${upper}.`;
}
