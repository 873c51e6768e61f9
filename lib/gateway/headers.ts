import type { RawHeaders } from "#lib/outbound/exchange";

/** Headers that belong to one connection (RFC 9110 §7.6.1), with the older ones still met in the wild. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Set anew for the upstream's connection. `expect` was answered here already. */
const setHere = new Set(["host", "content-length", "expect"]);

/**
 * What of the caller's headers goes to Kisi: all but what belongs to the connection, what `Connection` names, and
 * everything of Ajar's own. Order, case and repeats stay.
 */
export function forwardRequestHeaders(raw: RawHeaders): string[] {
  const nominated = nominatedBy(raw);
  return keep(raw, (name) => !setHere.has(name) && !isLocal(name, nominated));
}

/** What of Kisi's headers goes back: as above, but the length of the body is the upstream's to tell. */
export function forwardResponseHeaders(raw: RawHeaders): string[] {
  const nominated = nominatedBy(raw);
  return keep(raw, (name) => !isLocal(name, nominated));
}

function isLocal(name: string, nominated: ReadonlySet<string>): boolean {
  return hopByHop.has(name) || nominated.has(name) || name.startsWith("x-ajar-");
}

function nominatedBy(raw: RawHeaders): ReadonlySet<string> {
  const names = new Set<string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    if (raw[index]?.toLowerCase() !== "connection") continue;
    for (const name of raw[index + 1]?.split(",") ?? []) names.add(name.trim().toLowerCase());
  }
  return names;
}

function keep(raw: RawHeaders, isKept: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name, value] = [raw[index], raw[index + 1]];
    if (name !== undefined && value !== undefined && isKept(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
