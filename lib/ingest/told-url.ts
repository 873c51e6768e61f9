import { quote, Refusal } from "#lib/ingest/refusal";

/** Host as `api.kisi.io` or `127.0.0.1:4010`, default ports left out; path and query as written, never empty. */
export type SplitUrl = { readonly host: string; readonly path: string };

const urlCharsMax = 8_192;
const absolute = /^(https?):\/\/([^/?#]+)([^#]*)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const unsendable = /[\u0000-\u0020\u007f]/;
const defaultPorts: Readonly<Record<string, RegExp>> = { http: /:80$/, https: /:443$/ };

/** Splits an absolute URL without rewriting any of it; user, password and fragment are dropped. Null for anything else. */
export function splitUrl(url: string): SplitUrl | null {
  if (url.length > urlCharsMax || unsendable.test(url)) return null;
  const [, scheme = "", authority = "", rest = ""] = absolute.exec(url) ?? [];
  if (scheme === "") return null;
  const host = normalHost(authority.slice(authority.lastIndexOf("@") + 1), scheme.toLowerCase());
  return { host, path: rest.startsWith("/") ? rest : `/${rest}` };
}

/** A host as it is compared: lower case, no final dot, no default port. */
export function normalHost(host: string, scheme = "https"): string {
  const lower = host.toLowerCase();
  const port = defaultPorts[scheme];
  return (port ? lower.replace(port, "") : lower).replace(/\.(?=:|$)/, "");
}

/** The path and query of a request that went to one of the hosts, from its absolute URL or its path alone. */
export function readPath(url: string, hosts: readonly string[]): string | Refusal {
  if (url.length > urlCharsMax) return new Refusal(`url is longer than ${urlCharsMax} characters`);
  if (unsendable.test(url)) return new Refusal(`url ${quote(url)} has spaces or control characters: encode them`);
  if (url.startsWith("/") && !url.startsWith("//")) {
    const fragmentAt = url.indexOf("#");
    return fragmentAt === -1 ? url : url.slice(0, fragmentAt);
  }
  const split = splitUrl(url);
  if (!split) return new Refusal(`url ${quote(url)} is neither a path nor an absolute http(s) URL`);
  if (hosts.includes(split.host)) return split.path;
  return new Refusal(`url is of host ${quote(split.host)}, but only ${hosts.join(" and ")} is watched`);
}
