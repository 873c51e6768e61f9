import { capText, escapeInvisible } from "#lib/recorder/clean-text";
import type { Redaction } from "#lib/recorder/redaction";
import { redactPatterns } from "#lib/recorder/text-patterns";

const shownCharsMax = 8_192;
/** More is read than shown, so that a secret across the end of what is shown is seen whole. */
const readCharsMax = 2 * shownCharsMax;

/** Redacts a free text: the exchange's own secrets wherever they are echoed, then what looks like one. */
export function redactText(text: string, { mode, scrub, hidesName }: Redaction): string {
  if (text.length <= readCharsMax) return redactPatterns(scrub(text), mode, hidesName);
  const redacted = redactPatterns(scrub(text.slice(0, readCharsMax)), mode, hidesName);
  return `${redacted.slice(0, Math.min(shownCharsMax, redacted.length - shownCharsMax))}…`.toWellFormed();
}

/** The same as one line that shows no invisible character, at most `charsMax` long. */
export function redactLine(text: string, redaction: Redaction, charsMax: number): string {
  return capText(escapeInvisible(redactText(text, redaction)), charsMax);
}
