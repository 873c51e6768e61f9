import { redactParameters } from "#lib/recorder/parameters";
import { type HidesName, marker, type RedactionMode } from "#lib/recorder/redaction";
import { looksLikeToken } from "#lib/recorder/value-shape";

const url = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s"'<>\\^`{|}]+/gi;
const relativeQuery = /\?([^\s"'<>?#]*=[^\s"'<>#]*)(#[^\s"'<>]*)?/g;
const host = /^(?:[^:[\]]*|\[[\da-f:.]+\])(?::\d{0,5})?$/i;
const gatewayToken = /(\/kisi\/t\/)[^/\s?#"'<>]+/g;

/** Redacts every URL in a text, and queries and gateway tokens of paths without a host. Host and path stay readable. */
export function redactUrls(text: string, mode: RedactionMode, hidesName?: HidesName): string {
  return text
    .replace(gatewayToken, `$1${marker}`)
    .replace(url, (found) => redactUrl(found, mode, hidesName))
    .replace(relativeQuery, (_, query: string, fragment?: string) => {
      return `?${redactParameters(query, mode, hidesName)}${fragment ? `#${marker}` : ""}`;
    });
}

function redactUrl(text: string, mode: RedactionMode, hidesName?: HidesName): string {
  const authorityAt = text.indexOf("://") + 3;
  const pathAt = indexOfAny(text, "/?#", authorityAt);
  const fragmentAt = indexOfAny(text, "#", pathAt);
  const queryAt = Math.min(indexOfAny(text, "?", pathAt), fragmentAt);
  const path = text.slice(pathAt, queryAt).split("/").map(hideToken).join("/");
  const query =
    queryAt < fragmentAt ? `?${redactParameters(text.slice(queryAt + 1, fragmentAt), mode, hidesName)}` : "";
  const fragment = fragmentAt < text.length ? `#${marker}` : "";
  return text.slice(0, authorityAt) + hideUser(text.slice(authorityAt, pathAt)) + path + query + fragment;
}

/** Cuts user and password off `user:password@host`, and off what is left of them if the password holds a slash. */
export function hideUser(authority: string): string {
  const at = authority.lastIndexOf("@");
  if (at !== -1) return `${marker}@${authority.slice(at + 1)}`;
  return host.test(authority) ? authority : marker;
}

function hideToken(segment: string): string {
  return looksLikeToken(segment) ? marker : segment;
}

function indexOfAny(text: string, characters: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (characters.includes(text[at] ?? "")) return at;
  }
  return text.length;
}
