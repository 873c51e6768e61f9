import { redactAssignments } from "#lib/recorder/assignments";
import { hideCardNumbers } from "#lib/recorder/card-number";
import { redactUrls } from "#lib/recorder/redact-url";
import { type HidesName, marker, type RedactionMode } from "#lib/recorder/redaction";
import { hideSchemeSecrets } from "#lib/recorder/scheme-secrets";
import { isSurelyToken } from "#lib/recorder/value-shape";

/** Nothing below can match a text without one of these, and most texts have none. */
const interesting =
  /[@:=?%+]|\/t\/|-----|\d[ -]?\d[ -]?\d[ -]?\d|eyJ|A[KS]IA|whsec_|xox|gh[a-z]_|sk_|ajar_|kisi-|bearer|basic|digest|apikey|token|negotiate|aws4/i;

const pem = /-----BEGIN [A-Z0-9 ]{1,60}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,60}-----|$)/g;
const jwt = /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g;
const knownToken =
  /\b(?:(?:AKIA|ASIA)[A-Z0-9]{12,}|whsec_[\w+/=-]{8,}|xox[a-z]-[\w-]{8,}|gh[pousr]_\w{16,}|sk_(?:live|test)_\w{8,}|ajar_\w{16,})/g;
const email =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,256}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const internationalPhone = /(?<![\w+])\+\d[\d ().-]{6,18}\d(?!\d)/g;

const tokenCharsMin = 32;
const tokenRun = /[\w+=~-]{32,}/g;

/**
 * Hides what gives itself away in a free text: keys behind the name of an authorization scheme, JWTs and other tokens
 * with a known beginning, PEM blocks, user and password and parameters in URLs, `password=…`, payment cards; when
 * `stored`, e-mail addresses, international phone numbers and long random tokens too.
 */
export function redactPatterns(text: string, mode: RedactionMode, hidesName?: HidesName): string {
  const redacted = interesting.test(text) ? redactInteresting(text, mode, hidesName) : text;
  if (mode === "screen" || redacted.length < tokenCharsMin) return redacted;
  return redacted.replace(tokenRun, (run) => (isSurelyToken(run) ? marker : run));
}

function redactInteresting(text: string, mode: RedactionMode, hidesName?: HidesName): string {
  const withoutKeys = hideSchemeSecrets(text.replace(pem, marker)).replace(jwt, marker).replace(knownToken, marker);
  const withoutCredentials = hideCardNumbers(redactAssignments(redactUrls(withoutKeys, mode, hidesName), hidesName));
  if (mode === "screen") return withoutCredentials;
  return withoutCredentials.replace(email, marker).replace(internationalPhone, marker);
}
