import { type Fingerprint, isFingerprintId } from "#lib/kisi/fingerprint";
import type { ToldFacts } from "#lib/model/ingest";
import type { RawHeaders } from "#lib/outbound/exchange";
import { redactLine } from "#lib/recorder/redact-text";
import type { Redaction } from "#lib/recorder/redaction";
import { isSurelyToken } from "#lib/recorder/value-shape";

const codeCharsMax = 60;
const messageCharsMax = 500;

/** A credential as told: what has not the form of a fingerprint is taken for a key, as if it had been sent as one. */
export function readToldCredential(told: string | null): {
  readonly fingerprint: Fingerprint | null;
  readonly asHeaders: RawHeaders;
} {
  if (told === null) return { fingerprint: null, asHeaders: [] };
  if (isFingerprintId(told)) return { fingerprint: { id: told, last4: null }, asHeaders: [] };
  return { fingerprint: null, asHeaders: ["authorization", told] };
}

/** An error's code and message as told, redacted like any other text; a code that is a token is none. */
export function redactToldError(
  { errorCode, errorMessage }: Pick<ToldFacts, "errorCode" | "errorMessage">,
  redaction: Redaction,
): Pick<ToldFacts, "errorCode" | "errorMessage"> {
  const isCode = errorCode !== null && !isSurelyToken(errorCode);
  return {
    errorCode: isCode ? redactLine(errorCode, redaction, codeCharsMax) : null,
    errorMessage: errorMessage === null ? null : redactLine(errorMessage, redaction, messageCharsMax),
  };
}
