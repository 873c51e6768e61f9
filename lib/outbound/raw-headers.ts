import type { RawHeaders } from "#lib/outbound/exchange";

/** The first value of a header, whatever the case of its name; null if it is absent. */
export function findHeader(headers: RawHeaders, name: string): string | null {
  const wanted = name.toLowerCase();
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (headers[at]?.toLowerCase() === wanted) return headers[at + 1] ?? null;
  }
  return null;
}
