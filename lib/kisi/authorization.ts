import { AppError } from "#lib/errors";

/** The schemes that Kisi documents for the `Authorization` header. */
export const authorizationSchemes = [
  "KISI-LOGIN",
  "KISI-ACCESS-KEY",
  "KISI-GROUP-LINK",
  "KISI-SERVICE",
  "Bearer",
  "Basic",
] as const;
export type AuthorizationScheme = (typeof authorizationSchemes)[number];

/** `secret` is the key or token; with Basic it is `id:secret` in clear. */
export type Authorization = { readonly scheme: AuthorizationScheme; readonly secret: string };

/** An authorization as seen in traffic; `other` is a scheme that Kisi does not have, or none. */
export type SeenAuthorization = { readonly scheme: AuthorizationScheme | "other"; readonly secret: string };

const schemeByLowerCase = new Map(authorizationSchemes.map((scheme) => [scheme.toLowerCase(), scheme]));
const sendable = /^[\x21-\x7e]+$/;

/** The header's value. Throws `bad_input` for a secret that cannot stand in a header. */
export function buildAuthorization({ scheme, secret }: Authorization): string {
  const text = scheme === "Basic" ? Buffer.from(secret, "utf8").toString("base64") : secret.trim();
  if (!sendable.test(text)) {
    const message = "is empty or has spaces, line breaks or letters that a key cannot have: copy it once more";
    throw new AppError("bad_input", `The Kisi key ${message}`, { errors: [{ path: "secret", message }] });
  }
  return `${scheme} ${text}`;
}

/**
 * Reads an `Authorization` header, whatever the case of the scheme and however many spaces there are. Null if it holds
 * no secret. A value without a known scheme is taken as a secret whole or behind its first space, never as harmless.
 */
export function parseAuthorization(header: string | null): SeenAuthorization | null {
  const value = header?.trim() ?? "";
  const space = value.search(/[ \t]/);
  const word = space === -1 ? value : value.slice(0, space);
  const scheme = schemeByLowerCase.get(word.toLowerCase());
  const secret = space === -1 ? "" : value.slice(space).trim();
  if (scheme === undefined) return value === "" ? null : { scheme: "other", secret: secret || value };
  if (secret === "") return null;
  return { scheme, secret: scheme === "Basic" ? (decodeBasic(secret) ?? secret) : secret };
}

/**
 * Every string in the header that must not be written down: the secret, and for Basic the pair, encoded and in clear,
 * and its password. Kisi's two-factor operations take two authorizations at once, so all between commas are read.
 */
export function secretsOfAuthorization(header: string | null): readonly string[] {
  const parts = (header ?? "").split(",").map((part) => part.trim());
  return [...new Set(parts.flatMap(secretsOfOne))].filter((secret) => secret !== "");
}

function secretsOfOne(header: string): string[] {
  const parsed = parseAuthorization(header);
  if (!parsed) return [];
  if (parsed.scheme !== "Basic") return [parsed.secret];
  const colon = parsed.secret.indexOf(":");
  const password = colon === -1 ? "" : parsed.secret.slice(colon + 1);
  return [header.slice("Basic".length).trim(), parsed.secret, password];
}

function decodeBasic(encoded: string): string | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded)) return null;
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  return decoded.includes(":") ? decoded : null;
}
