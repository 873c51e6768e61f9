import type { RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";

type Read = { readonly ok: true; readonly release: string | null } | { readonly ok: false; readonly reason: string };

const releaseShape = /^[\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?$/;

/** The release of the caller's own program, from `X-Ajar-Release`; null without the header. */
export function readRelease(headers: RawHeaders): Read {
  const release = findHeader(headers, "x-ajar-release")?.trim() ?? null;
  if (release === null || releaseShape.test(release)) return { ok: true, release };
  return { ok: false, reason: "X-Ajar-Release must be 1 to 100 plain characters, as in v1.4.2" };
}
