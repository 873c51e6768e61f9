import { parseAuthorization } from "#lib/kisi/authorization";
import { boundedMemo } from "#lib/kisi/bounded-memo";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import type { RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";

const rememberedMax = 200;

/** Makes the function that names the Kisi key of a request by its fingerprint; null for a request without one. */
export function createCredentialReader(
  fingerprint: (secret: string) => Fingerprint,
): (headers: RawHeaders) => Fingerprint | null {
  // Null is not remembered, and costs nothing.
  const nameOf = boundedMemo((header) => nameCredential(header, fingerprint), rememberedMax);
  return (headers) => {
    const header = findHeader(headers, "authorization");
    return header === null ? null : nameOf(header);
  };
}

function nameCredential(header: string, fingerprint: (secret: string) => Fingerprint): Fingerprint | null {
  // The two-factor operations send a second authorization behind a comma; the first is the key.
  const parsed = parseAuthorization(header.split(",")[0] ?? null);
  if (!parsed) return null;
  const named = fingerprint(parsed.secret);
  // The end of `id:secret` is the end of a password that may be shorter than the pair.
  return parsed.scheme === "Basic" ? { ...named, last4: null } : named;
}
