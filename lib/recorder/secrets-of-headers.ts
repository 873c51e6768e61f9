import { secretsOfAuthorization } from "#lib/kisi/authorization";
import { boundedMemo } from "#lib/kisi/bounded-memo";
import type { RawHeaders } from "#lib/outbound/exchange";
import { classifyHeader } from "#lib/recorder/header-class";
import type { HidesName } from "#lib/recorder/redaction";
import type { SecretSet } from "#lib/recorder/secret-set";
import { looksLikeToken } from "#lib/recorder/value-shape";

/** Adds the secrets that headers carry: keys, tokens, cookies, signatures, what looks like a token, what is to be hidden. */
export function addSecretsOfHeaders(headers: RawHeaders, secrets: SecretSet, hidesName?: HidesName): void {
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const [name = "", value = ""] = [headers[at], headers[at + 1]];
    if (hidesName?.(name)) secrets.add(value);
    for (const secret of secretsOfHeader(name, value)) secrets.add(secret);
  }
}

function secretsOfHeader(name: string, value: string): readonly string[] {
  switch (classifyHeader(name)) {
    case "credential":
      return /authorization$/i.test(name) ? secretsOfKey(value) : [value, ...secretsOfPairs(value)];
    case "unknown":
      return looksLikeToken(value) ? [value] : [];
    default:
      return [];
  }
}

const rememberedKeysMax = 200;
/** Long-lived secrets, sent with every request; those of other headers are not remembered. */
const secretsOfKey = boundedMemo(secretsOfScheme, rememberedKeysMax);

/** `Digest response="…"` and other schemes that Kisi does not have bring their secrets as parameters. */
function secretsOfScheme(value: string): string[] {
  const parameters = value
    .replace(/^\S+\s/, "")
    .split(/[\s,;="]+/)
    .filter((part) => part.length >= 12 && looksLikeToken(part));
  return [...secretsOfAuthorization(value), ...parameters];
}

/** The values of `a=b; c=d` in cookies, and what stands behind the `sha256=` of a signature. */
function secretsOfPairs(value: string): string[] {
  return value.split(/[;,]/).flatMap((pair) => {
    const equals = pair.indexOf("=");
    const inner = equals === -1 ? "" : pair.slice(equals + 1).trim();
    return /^\s*(?:path|domain|expires|max-age|samesite|priority)\s*=/i.test(pair) || inner === "" ? [] : [inner];
  });
}
