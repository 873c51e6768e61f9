import { type Deprecation, readDeprecation } from "#lib/kisi/deprecation";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import { readPartnerHeaders } from "#lib/kisi/partner-headers";
import type { Attempt } from "#lib/model/attempt";
import type { ToldFacts } from "#lib/model/ingest";
import { isFailure } from "#lib/model/outcome";
import type { ObservedAttempt, RawHeaders } from "#lib/outbound/exchange";
import { describeHold } from "#lib/outbound/hold-words";
import { findHeader } from "#lib/outbound/raw-headers";
import { fingerprintOf } from "#lib/problems/fingerprint";
import { bareAttempt, redactRoute } from "#lib/recorder/bare-attempt";
import { keepFailure } from "#lib/recorder/keep-failure";
import type { Needle } from "#lib/recorder/needles";
import { redactPath } from "#lib/recorder/redact-path";
import { redactLine } from "#lib/recorder/redact-text";
import { type ExtraRules, marker, noExtraRules, type Redaction } from "#lib/recorder/redaction";
import { createScrubber } from "#lib/recorder/scrubber";
import { SecretSet } from "#lib/recorder/secret-set";
import { addSecretsOfHeaders } from "#lib/recorder/secrets-of-headers";
import type { ShapeReader } from "#lib/recorder/shape-memory";
import { readToldCredential, redactToldError } from "#lib/recorder/told-facts";
import { isPlainValue, isProse } from "#lib/recorder/value-shape";

const lineCharsMax = 500;

export type ToAttemptContext = {
  /** Names the Kisi key of a request. */
  readonly credentialOf: (headers: RawHeaders) => Fingerprint | null;
  /** Secrets that Ajar itself holds: stored keys, its own tokens. */
  readonly knownSecrets: readonly string[];
  /** `needlesOf`, perhaps remembering. Asked for long-lived secrets only, never for those in bodies. */
  readonly needlesOfKey: (secret: string) => readonly Needle[];
  readonly shapeOf: ShapeReader;
  /** What is hidden here on top of the built-in rules. */
  readonly extra?: ExtraRules;
};

/**
 * Turns an observed attempt into the row that may be stored: every secret and all personal data are hidden, texts are
 * bounded, and the exchange is kept for failures alone, not for what the caller aborted. `told` is what another program
 * says of an attempt that it made; what the exchange itself says goes before it.
 */
export function toAttempt(observed: ObservedAttempt, context: ToAttemptContext, told?: ToldFacts): Attempt {
  const { request } = observed;
  const { extra = noExtraRules } = context;
  const toldCredential = readToldCredential(told?.credential ?? null);
  const keyHeaders = [...request.headers, ...toldCredential.asHeaders];
  const keys = new SecretSet();
  for (const secret of context.knownSecrets) keys.add(secret);
  addSecretsOfHeaders(keyHeaders, keys, extra.hidesName);
  const keyNeedles = [...keys.values].flatMap(context.needlesOfKey);
  const kept = isFailure(observed.outcome) ? keepFailure(observed, keys, keyNeedles, extra) : null;
  const redaction: Redaction = kept?.redaction ?? {
    mode: "stored",
    scrub: createScrubber(keyNeedles, extra),
    hidesName: extra.hidesName,
  };
  const credential = context.credentialOf(keyHeaders) ?? toldCredential.fingerprint;
  const toldError = told ? redactToldError(told, redaction) : null;
  const errorCode = kept?.errorCode ?? toldError?.errorCode ?? null;
  const route = redactRoute(observed, redaction.scrub);
  return {
    ...bareAttempt(observed, told),
    route,
    path: redactPath(request.method, request.path, redaction),
    errorCode,
    errorMessage: kept?.errorMessage ?? toldError?.errorMessage ?? (observed.hold && describeHold(observed.hold)),
    ...shownDeprecation(observed.responseHeaders, redaction),
    // Telemetry of others seldom has the headers, and never surely all of them.
    partnerHeaders: told ? null : readPartnerHeaders(request.headers),
    credential: credential?.id ?? null,
    credentialLast4: credential?.last4 ?? null,
    exchange: kept && hasExchange(observed) ? kept.exchange : null,
    failure: fingerprintOf({ ...observed, errorCode, wrongFields: kept?.wrongFields ?? [] }),
    requestShape: context.shapeOf(observed, route, redaction.scrub),
  };
}

/** False for what was told without a header or a body. */
function hasExchange({ request, responseHeaders, responseBodyBytes }: ObservedAttempt): boolean {
  return request.headers.length + responseHeaders.length + responseBodyBytes + (request.body?.length ?? 0) > 0;
}

/** Both headers in words or dates; they are redacted before they are read, because the reader shortens. */
function shownDeprecation(headers: RawHeaders, redaction: Redaction): Deprecation {
  const shown = ["deprecation", "sunset"].flatMap((name) => {
    const value = findHeader(headers, name);
    return value === null ? [] : [name, redactLine(value, redaction, lineCharsMax)];
  });
  if (shown.length === 0) return { deprecation: null, sunset: null };
  const { deprecation, sunset } = readDeprecation(shown);
  return { deprecation: dateOrWords(deprecation), sunset: dateOrWords(sunset) };
}

function dateOrWords(text: string | null): string | null {
  return text === null || isPlainValue(text) || isProse(text) ? text : marker;
}
