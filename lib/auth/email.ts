import { z } from "zod";
import { AppError } from "#lib/errors";

const schema = z.email().max(254);

/** One spelling for one account: no space around, lower case. */
export function normalizeEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** A normalised e-mail address. Throws `bad_input` for anything else. */
export function parseEmail(text: string): string {
  const parsed = schema.safeParse(normalizeEmail(text));
  if (parsed.success) return parsed.data;
  const message = "must be an e-mail address, such as you@example.com";
  throw new AppError("bad_input", `The e-mail ${message}`, { errors: [{ path: "email", message }] });
}
