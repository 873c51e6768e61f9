/** Where a gateway request wants to go, or why it is refused. */
export type GatewayTarget =
  | { readonly ok: true; readonly path: string; readonly tokenInPath: string | null }
  | { readonly ok: false; readonly reason: string };

const prefix = "/kisi";

/** Encoded slash, backslash, NUL and the other control characters: a server behind us might decode them. */
const encodedDanger = /%(2f|5c|[01][0-9a-f]|7f)/i;

/** A segment of one or two dots, plain or encoded, also with path parameters behind it (`..;x`). */
const dotSegment = /(^|\/)(\.|%2e){1,2}(;[^/]*)?(\/|$)/i;

/** What may stand in a request target (RFC 3986, without fragment); some clients leave `[]{}|^` and the like raw. */
const allowedPath = /^[\x21\x24-\x5b\x5d-\x7e]*$/;
const allowedQuery = /^[\x21\x22\x24-\x7e]*$/;

/**
 * Reads the raw request target, never a decoded one: what is accepted is forwarded byte for byte, so anything that two
 * servers could read in two ways is refused. `/kisi/t/<token>/…` carries the token, which is cut out.
 */
export function readTarget(rawTarget: string): GatewayTarget {
  const queryAt = rawTarget.indexOf("?");
  const rawPath = queryAt === -1 ? rawTarget : rawTarget.slice(0, queryAt);
  const query = queryAt === -1 ? "" : rawTarget.slice(queryAt);
  if (!rawPath.startsWith(`${prefix}/`)) return refuse("the path must begin with /kisi/");
  const reason = reasonToRefuse(rawPath, query);
  if (reason) return refuse(reason);
  const { path, tokenInPath } = cutToken(rawPath.slice(prefix.length));
  return { ok: true, path: `${path}${query}`, tokenInPath };
}

function reasonToRefuse(path: string, query: string): string | null {
  if (path.includes("\\")) return "a path may not hold a backslash";
  if (path.includes("//")) return "a path may not hold two slashes in a row";
  if (encodedDanger.test(path)) return "a path may not hold an encoded slash, backslash or control character";
  if (dotSegment.test(path)) return "a path may not hold dot segments";
  if (!allowedPath.test(path)) return "a path may hold printable ASCII only; encode everything else";
  if (!allowedQuery.test(query)) return "a query may hold printable ASCII only; encode everything else";
  return null;
}

function cutToken(path: string): { path: string; tokenInPath: string | null } {
  const found = /^\/t\/([^/]+)(\/.*)?$/.exec(path);
  if (!found) return { path, tokenInPath: null };
  return { path: found[2] ?? "/", tokenInPath: found[1] ?? null };
}

function refuse(reason: string): GatewayTarget {
  return { ok: false, reason };
}
