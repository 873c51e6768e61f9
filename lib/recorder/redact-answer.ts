import type { RawHeaders } from "#lib/outbound/exchange";
import { needlesOf } from "#lib/recorder/needles";
import { readBody } from "#lib/recorder/read-body";
import { redactBody } from "#lib/recorder/redact-body";
import { redactHeaders } from "#lib/recorder/redact-headers";
import type { Redaction } from "#lib/recorder/redaction";
import { createScrubber } from "#lib/recorder/scrubber";
import { SecretSet } from "#lib/recorder/secret-set";
import { addSecretsOfHeaders } from "#lib/recorder/secrets-of-headers";

export type ShownAnswer = {
  /** Every name; the value of a header that is not listed is `[redacted]`. */
  readonly headers: readonly (readonly [string, string])[];
  /** Indented JSON, at most 256 KiB; null if the body is empty, no JSON or no form. */
  readonly body: string | null;
  /** Length of the body as it came. */
  readonly bodyBytes: number;
};

const shownBytesMax = 262_144;

/**
 * What a page may show of Kisi's answer to the person who asked for it: keys, tokens and other credentials hidden,
 * personal data not, since nothing of this is stored. `secrets` are those of the request; `cut` says that more came
 * than `body` holds.
 */
export function redactAnswer(
  answer: { readonly headers: RawHeaders; readonly body: Uint8Array; readonly cut?: boolean },
  secrets: Iterable<string>,
): ShownAnswer {
  const seen = new SecretSet();
  for (const secret of secrets) seen.add(secret);
  addSecretsOfHeaders(answer.headers, seen);
  const body = readBody({ headers: answer.headers, bytes: answer.body, cut: answer.cut ?? false }, "screen", seen);
  const redaction: Redaction = { mode: "screen", scrub: createScrubber([...seen.values].flatMap(needlesOf)) };
  return {
    headers: redactHeaders(answer.headers, redaction),
    body: redactBody(body, redaction, { bytesMax: shownBytesMax, indent: "  " }),
    bodyBytes: answer.body.length,
  };
}
