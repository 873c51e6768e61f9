import { parseErrorBody } from "#lib/kisi/error-body";
import type { Exchange } from "#lib/model/attempt";
import type { ObservedAttempt, OutboundRequest } from "#lib/outbound/exchange";
import { type Needle, needlesOf } from "#lib/recorder/needles";
import { type ReadBody, readBody } from "#lib/recorder/read-body";
import { redactBody } from "#lib/recorder/redact-body";
import { redactHeaders } from "#lib/recorder/redact-headers";
import { addSecretsOfPath } from "#lib/recorder/redact-path";
import { redactLine } from "#lib/recorder/redact-text";
import type { ExtraRules, HidesName, Redaction } from "#lib/recorder/redaction";
import { createScrubber } from "#lib/recorder/scrubber";
import { SecretSet } from "#lib/recorder/secret-set";
import { addSecretsOfHeaders } from "#lib/recorder/secrets-of-headers";
import { isProse } from "#lib/recorder/value-shape";

export type KeptFailure = {
  /** Knows every secret of the exchange. */
  readonly redaction: Redaction;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** Paths of the fields that the answer names as wrong. */
  readonly wrongFields: readonly string[];
  readonly exchange: Exchange;
};

const noBytes = new Uint8Array();
const bodyBytesMax = 4_096;
/** More of an error body is read for its code and message than is kept. */
const errorBytesMax = 49_152;
/** Of a longer request the rest is not looked at, to keep the event loop free. */
const sentBytesMax = 1_048_576;
const errorMessageCharsMax = 500;

/**
 * What is kept of a failed exchange: headers by allow-list, bodies of at most 4 KiB, the error's code and message.
 * `keys` and their needles are the secrets known beforehand. If the request holds secrets that cannot be known (no
 * JSON, more than can be searched for), no body is kept, and of the message only plain words.
 */
export function keepFailure(
  observed: ObservedAttempt,
  keys: SecretSet,
  keyNeedles: readonly Needle[],
  extra: ExtraRules,
): KeptFailure {
  const { hidesName } = extra;
  const { request, responseHeaders, responseBodyBytes } = observed;
  const seen = new SecretSet();
  addSecretsOfHeaders(responseHeaders, seen, hidesName);
  addSecretsOfPath(request.method, request.path, seen, hidesName);
  const sent = readSent(request, seen, hidesName);
  const received = readReceived(observed, seen, hidesName);
  const seenNeedles = [...seen.values].filter((secret) => !keys.values.has(secret)).flatMap(needlesOf);
  const redaction: Redaction = {
    mode: "stored",
    scrub: createScrubber([...keyNeedles, ...seenNeedles], extra),
    hidesName,
  };
  const certain = sent.certain && !seen.overflowed && !keys.overflowed;
  const readable = redactBody(received, redaction, { bytesMax: errorBytesMax });
  return {
    redaction,
    ...readError(received, readable, redaction, certain),
    exchange: {
      requestHeaders: redactHeaders(request.headers, redaction),
      requestBody: certain ? redactBody(sent, redaction, { bytesMax: bodyBytesMax }) : null,
      requestBodyBytes: request.body?.length ?? 0,
      responseHeaders: redactHeaders(responseHeaders, redaction),
      responseBody: certain ? shorten(received, readable, redaction) : null,
      responseBodyBytes,
    },
  };
}

function readSent({ headers, body }: OutboundRequest, secrets: SecretSet, hidesName: HidesName): ReadBody {
  const bytes = body ?? noBytes;
  const cut = bytes.length > sentBytesMax;
  return readBody({ headers, bytes: bytes.subarray(0, sentBytesMax), cut }, "stored", secrets, hidesName);
}

function readReceived(observed: ObservedAttempt, secrets: SecretSet, hidesName: HidesName): ReadBody {
  const { responseBody, responseBodyBytes, responseHeaders } = observed;
  const cut = responseBody.length < responseBodyBytes || observed.outcome === "network_error";
  return readBody({ headers: responseHeaders, bytes: responseBody, cut }, "stored", secrets, hidesName);
}

function shorten(body: ReadBody, redacted: string | null, redaction: Redaction): string | null {
  if (redacted === null || Buffer.byteLength(redacted) <= bodyBytesMax) return redacted;
  return redactBody(body, redaction, { bytesMax: bodyBytesMax });
}

/** Reads code and message from the redacted body, because the reader shortens, and would leave half a secret. */
function readError(
  body: ReadBody,
  redacted: string | null,
  redaction: Redaction,
  certain: boolean,
): Pick<KeptFailure, "errorCode" | "errorMessage" | "wrongFields"> {
  if (body.kind === "form" || body.kind === "empty") return { errorCode: null, errorMessage: null, wrongFields: [] };
  const { code, message, fields } = parseErrorBody(redacted ?? redactLine(body.text, redaction, errorBytesMax));
  const line = message && redactLine(message, redaction, errorMessageCharsMax);
  // A proxy's "502 Bad Gateway" says much, and other text without keys says who knows what.
  const mayShow = line !== null && ((certain && body.kind === "json") || isProse(line));
  return { errorCode: code, errorMessage: mayShow ? line : null, wrongFields: fields.map(({ path }) => path) };
}
