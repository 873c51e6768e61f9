import type { Attributes } from "#lib/ingest/otlp-span";
import { Refusal } from "#lib/ingest/refusal";
import { normalHost, readPath, splitUrl } from "#lib/ingest/told-url";

export type Target = { readonly method: string; readonly path: string };

const methodShape = /^[A-Z][A-Z-]{0,19}$/;

/**
 * What an HTTP client span asked of one of the hosts, by current and by older attribute names. Null if it is no HTTP
 * span, or one about another host.
 */
export function findTarget(attributes: Attributes, hosts: readonly string[]): Target | Refusal | null {
  const method = methodOf(attributes);
  if (method === null) return null;
  const split = splitUrl(textOf(attributes, "url.full") ?? textOf(attributes, "http.url") ?? "");
  const asked = split !== null && hosts.includes(split.host);
  if (!asked && !isServer(attributes, hosts)) return null;
  const told = split?.path ?? pathOf(attributes);
  if (told === null) return new Refusal("the span has no url.full, url.path or http.target, so its route is unknown");
  const path = readPath(told, hosts);
  return path instanceof Refusal ? path : { method, path };
}

/** The text of an attribute; null for another type, and for an empty one. */
export function textOf(attributes: Attributes, name: string): string | null {
  const value = attributes.get(name);
  return typeof value === "string" && value !== "" ? value : null;
}

function methodOf(attributes: Attributes): string | null {
  const method = textOf(attributes, "http.request.method") ?? textOf(attributes, "http.method");
  const sent = method === "_OTHER" ? (textOf(attributes, "http.request.method_original") ?? method) : method;
  if (sent === null) return null;
  const upper = sent.slice(0, 40).toUpperCase();
  return methodShape.test(upper) ? upper : "OTHER";
}

/** Without a port, the name alone decides. */
function isServer(attributes: Attributes, hosts: readonly string[]): boolean {
  const address = textOf(attributes, "server.address") ?? textOf(attributes, "net.peer.name");
  const port = attributes.get("server.port") ?? attributes.get("net.peer.port");
  const named = address ?? textOf(attributes, "http.host");
  if (named === null) return false;
  if (address !== null && port !== undefined) {
    const both = `${address}:${String(port)}`;
    return hosts.includes(normalHost(both, "https")) || hosts.includes(normalHost(both, "http"));
  }
  const name = normalHost(named);
  return hosts.some((host) => host === name || host.replace(/:\d+$/, "") === name);
}

function pathOf(attributes: Attributes): string | null {
  const path = textOf(attributes, "url.path");
  if (path === null) return textOf(attributes, "http.target") ?? textOf(attributes, "url.template");
  const query = textOf(attributes, "url.query");
  return query === null ? path : `${path}?${query}`;
}
