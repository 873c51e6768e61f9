import { marker } from "#lib/recorder/redaction";

const kisiScheme = /\b(KISI-(?:LOGIN|ACCESS-KEY|GROUP-LINK|SERVICE))((?:\s|%20|[+"':=\\])+)([^\s"'\\,;&<>)]+)/gi;
const commonScheme =
  /\b(Bearer|Basic|Digest|Negotiate|ApiKey|Token|AWS4-HMAC-SHA256)((?:\s|%20|[+"':=\\])+)([^\s"'\\,;&<>)]+)/gi;
/** English that follows the name of a scheme in a message: "Bearer tokens must not expire". */
const prose = new Set(
  [
    "auth authentication authorization authenticate authorize token tokens scheme schemes credential credentials",
    "key keys login logins header headers is are was has and or in not must required expired invalid missing revoked",
    "needed expected for from of to with",
  ].flatMap((line) => line.split(" ")),
);

/** Hides what stands behind the name of an authorization scheme: `KISI-LOGIN x`, `Bearer x`. */
export function hideSchemeSecrets(text: string): string {
  return text.replace(kisiScheme, hideSecret).replace(commonScheme, hideSecret);
}

/** The keys behind names of authorization schemes: they are secret elsewhere in the exchange too. */
export function schemeSecretsOf(text: string): string[] {
  if (!/bearer|kisi-|basic/i.test(text)) return [];
  const matches = [...text.matchAll(kisiScheme), ...text.matchAll(commonScheme)];
  return matches.flatMap(([match, scheme = "", gap = "", secret = ""]) =>
    hideSecret(match, scheme, gap, secret) === match ? [] : [secret],
  );
}

function hideSecret(match: string, scheme: string, gap: string, secret: string): string {
  if (prose.has(secret.toLowerCase().replace(/[.!?:]$/, ""))) return match;
  // "Token" begins many sentences.
  if (/^(?:token|digest)$/i.test(scheme) && !/\d/.test(secret)) return match;
  return `${scheme}${gap}${marker}`;
}
