import { classifyKey } from "#lib/recorder/key-class";
import { redactUrls } from "#lib/recorder/redact-url";
import { marker, type RedactionMode } from "#lib/recorder/redaction";
import { isSurelyToken } from "#lib/recorder/value-shape";

/** Nothing below can match a text without one of these, and most texts have none. */
const interesting =
  /[@:=?%+]|\/t\/|-----|\d[ -]?\d[ -]?\d[ -]?\d|eyJ|A[KS]IA|whsec_|xox|gh[a-z]_|sk_|ajar_|kisi-|bearer|basic|digest|apikey|token|negotiate|aws4/i;

const pem = /-----BEGIN [A-Z0-9 ]{1,60}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,60}-----|$)/g;
const kisiScheme = /\b(KISI-(?:LOGIN|ACCESS-KEY|GROUP-LINK|SERVICE))((?:\s|%20|[+"':=\\])+)([^\s"'\\,;&<>)]+)/gi;
const commonScheme =
  /\b(Bearer|Basic|Digest|Negotiate|ApiKey|Token|AWS4-HMAC-SHA256)((?:\s|%20|[+"':=\\])+)([^\s"'\\,;&<>)]+)/gi;
/** English that follows the name of a scheme in a message. */
const prose =
  /^(?:auth(?:entication|orization|enticate|orize)?|tokens?|schemes?|credentials?|keys?|logins?|headers?|is|are|was|has|and|or|in|not|must|required|expired|invalid|missing|revoked|needed|expected|for|from|of|to|with)[.!?:]?$/i;
const jwt = /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g;
const knownToken =
  /\b(?:(?:AKIA|ASIA)[A-Z0-9]{12,}|whsec_[\w+/=-]{8,}|xox[a-z]-[\w-]{8,}|gh[pousr]_\w{16,}|sk_(?:live|test)_\w{8,}|ajar_\w{16,})/g;
const email =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,256}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const internationalPhone = /(?<![\w+])\+\d[\d ().-]{6,18}\d(?!\d)/g;
const digitGroups = /(?<!\d)(?<!\d\.)\d(?:[ -]?\d){13,18}(?!\.?\d)/g;

const tokenCharsMin = 32;
const tokenRun = /[\w+=~-]{32,}/g;

/**
 * Hides what gives itself away in a free text: keys behind the name of an authorization scheme, JWTs and other tokens
 * with a known beginning, PEM blocks, user and password and parameters in URLs, `password=…`, payment cards; when
 * `stored`, e-mail addresses, international phone numbers and long random tokens too.
 */
export function redactPatterns(text: string, mode: RedactionMode): string {
  if (text.length < tokenCharsMin && !interesting.test(text)) return text;
  const withoutKeys = text
    .replace(pem, marker)
    .replace(kisiScheme, hideSchemeSecret)
    .replace(commonScheme, hideSchemeSecret)
    .replace(jwt, marker)
    .replace(knownToken, marker);
  const withoutCredentials = redactAssignments(redactUrls(withoutKeys, mode)).replace(digitGroups, hideCard);
  if (mode === "screen") return withoutCredentials;
  return withoutCredentials
    .replace(email, marker)
    .replace(internationalPhone, marker)
    .replace(tokenRun, (run) => (isSurelyToken(run) ? marker : run));
}

/** The keys behind names of authorization schemes: they are secret elsewhere in the exchange too. */
export function secretsOfText(text: string): string[] {
  if (!/bearer|kisi-|basic/i.test(text)) return [];
  const matches = [...text.matchAll(kisiScheme), ...text.matchAll(commonScheme)];
  return matches.flatMap(([match, scheme = "", gap = "", secret = ""]) =>
    hideSchemeSecret(match, scheme, gap, secret) === match ? [] : [secret],
  );
}

function hideSchemeSecret(match: string, scheme: string, gap: string, secret: string): string {
  if (prose.test(secret)) return match;
  // "Token" begins many sentences.
  if (/^(?:token|digest)$/i.test(scheme) && !/\d/.test(secret)) return match;
  return `${scheme}${gap}${marker}`;
}

const assignment = /(?<![\w.-])([A-Za-z_][\w.-]{0,80})(\\*["']?\s{0,4}(?:=>|=|:)\s{0,4})/g;
const quotedValue = /\\*"[^"]*"?|\\*'[^']*'?/y;
const bareValue = /[^\s"'&,;<>]+/y;
const restOfLine = /[^\r\n"'<>]+/y;

/** `password=x`, `"token": "x"`, `Cookie: a=b; c=d`: what stands behind a key that is a credential's. */
function redactAssignments(text: string): string {
  let out = "";
  let from = 0;
  for (const match of text.matchAll(assignment)) {
    const [whole, key = "", separator = ""] = match;
    const valueAt = match.index + whole.length;
    if (match.index < from || classifyKey(key) !== "credential") continue;
    const value = valueAfter(text, valueAt, key);
    // "Password: is too short" is a message.
    if (value === "" || (/^\s*:\s+$/.test(separator) && /^[a-z']+[.,]?$/.test(value))) continue;
    out += `${text.slice(from, valueAt)}${marker}`;
    from = valueAt + value.length;
  }
  return out + text.slice(from);
}

function valueAfter(text: string, at: number, key: string): string {
  // What is hidden already has an end of its own.
  if (text.startsWith(marker, at)) return marker;
  const shapes = [quotedValue, /auth\w*$|cookie$/i.test(key) ? restOfLine : bareValue];
  for (const shape of shapes) {
    shape.lastIndex = at;
    const value = shape.exec(text)?.[0];
    if (value !== undefined) return value;
  }
  return "";
}

function hideCard(match: string): string {
  const digits = match.replace(/\D/g, "");
  return isCardNumber(digits) ? marker : match;
}

/** The ranges of the large issuers and the Luhn checksum; without the ranges every tenth number would be a card. */
export function isCardNumber(digits: string): boolean {
  if (!/^(?:4\d{15}(?:\d{3})?|(?:5[1-5]|2[2-7]|35|65)\d{14}|6011\d{12}|3[47]\d{13}|3[068]\d{12})$/.test(digits))
    return false;
  let sum = 0;
  for (const [at, digit] of [...digits].reverse().entries()) {
    const doubled = Number(digit) * (at % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
