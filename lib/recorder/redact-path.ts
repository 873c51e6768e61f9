import { matchRoute } from "#lib/kisi/route-matcher";
import { capText, escapeInvisible } from "#lib/recorder/clean-text";
import { decodePercent, redactParameters } from "#lib/recorder/parameters";
import { addSecretsOfParameters } from "#lib/recorder/read-body";
import { hideUser } from "#lib/recorder/redact-url";
import { type HidesName, marker, type Redaction } from "#lib/recorder/redaction";
import type { SecretSet } from "#lib/recorder/secret-set";

const pathCharsMax = 2_000;
const absolute = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)/i;
const gatewayToken = /^((?:\/kisi)?\/t\/)[^/?#]+/;
const plainSegment = /^[\w.~-]{0,80}$/;

type Target = {
  readonly origin: string;
  readonly path: string;
  /** Without its question mark; null if there is none. */
  readonly query: string | null;
  readonly fragment: boolean;
};

/**
 * Redacts path and query as they stood on the request line: tokens in Kisi's paths, segments that may be a token or
 * name a person, parameters, user and password of an absolute form. At most 2,000 characters.
 */
export function redactPath(method: string, target: string, { mode, scrub, hidesName }: Redaction): string {
  const { origin, path, query, fragment } = splitTarget(target);
  const shownQuery = query === null ? "" : `?${redactParameters(query, mode, hidesName)}`;
  const shown = `${origin}${hideSegments(method, path)}${shownQuery}${fragment ? `#${marker}` : ""}`;
  return capText(escapeInvisible(scrub(shown)), pathCharsMax);
}

/** Adds the tokens of a path, and of its query what may be one. */
export function addSecretsOfPath(method: string, target: string, secrets: SecretSet, hidesName?: HidesName): void {
  const { path, query } = splitTarget(target);
  const segments = path.split("/");
  for (const position of matchRoute(method, path).secretSegments) {
    secrets.add(decodePercent(segments[position] ?? ""));
  }
  addSecretsOfParameters(query ?? "", secrets, hidesName);
}

function splitTarget(target: string): Target {
  const [whole = "", scheme = "", authority = ""] = absolute.exec(target) ?? [];
  const fragmentAt = target.indexOf("#");
  const rest = target.slice(whole.length, fragmentAt === -1 ? undefined : Math.max(fragmentAt, whole.length));
  const queryAt = rest.indexOf("?");
  return {
    origin: whole === "" ? "" : `${scheme}${hideUser(authority)}`,
    path: queryAt === -1 ? rest : rest.slice(0, queryAt),
    query: queryAt === -1 ? null : rest.slice(queryAt + 1),
    fragment: fragmentAt !== -1,
  };
}

function hideSegments(method: string, path: string): string {
  const secretSegments = new Set(matchRoute(method, path).secretSegments);
  return path
    .split("/")
    .map((segment, position) => (secretSegments.has(position) || !plainSegment.test(segment) ? marker : segment))
    .join("/")
    .replace(gatewayToken, `$1${marker}`);
}
