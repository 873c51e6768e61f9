import { randomUUID, timingSafeEqual } from "node:crypto";
import { AppError } from "#lib/errors";
import { type ApiToken, type Scope, scopes } from "#lib/model/account";
import { drawToken, hashOf, isWellFormed, shownPrefixOf } from "#lib/secrets/token";
import type { AccountStore } from "#lib/store/store";

type TokenStore = Pick<AccountStore, "createApiToken" | "findApiToken" | "touchApiToken">;

/** What a token may do, and under which name. */
export type TokenHolder = { readonly id: string; readonly name: string; readonly scopes: readonly Scope[] };

/** Knows a bearer token. Undefined if it is none of ours. */
export type VerifyToken = (token: string, nowMs: number) => Promise<TokenHolder | undefined>;

const touchEveryMs = 60_000;
const nameLengthMax = 80;

export type NewApiToken = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** From then on it opens nothing; it never runs out without. */
  readonly expiresAtMs?: number | null;
};

/**
 * Makes a token and keeps its SHA-256; the token itself is in this answer only. Throws `bad_input` without a name or a
 * scope.
 */
export async function createApiToken(
  store: TokenStore,
  wanted: NewApiToken,
  nowMs: number,
): Promise<{ readonly token: string; readonly record: ApiToken }> {
  const name = wanted.name.trim();
  if (name === "" || name.length > nameLengthMax) {
    throw badToken("name", `must have 1 to ${nameLengthMax} characters, such as the program that will use it`);
  }
  if (wanted.scopes.length === 0) throw badToken("scopes", "are missing: choose at least one");
  const token = drawToken("api");
  const record = {
    id: randomUUID(),
    name,
    prefix: shownPrefixOf("api", token),
    scopes: scopes.filter((scope) => wanted.scopes.includes(scope)),
    createdAtMs: nowMs,
    expiresAtMs: wanted.expiresAtMs ?? null,
  };
  await store.createApiToken({ ...record, tokenHash: hashOf(token) });
  return { token, record: { ...record, lastUsedAtMs: null } };
}

/**
 * Knows the tokens of the store, and `environmentToken` (AJAR_API_TOKEN) with every scope. A token is looked up by its
 * SHA-256 and never compared as it is, so that nothing can be learned from how long a comparison takes. When a token
 * was last used is kept to the minute.
 */
export function createTokenVerifier(store: TokenStore, environmentToken: string | null): VerifyToken {
  const environmentHash = environmentToken === null ? null : Buffer.from(hashOf(environmentToken));
  return async (token, nowMs) => {
    const hash = hashOf(token);
    if (environmentHash !== null && timingSafeEqual(Buffer.from(hash), environmentHash)) {
      return { id: "environment", name: "AJAR_API_TOKEN", scopes };
    }
    if (!isWellFormed("api", token)) return undefined;
    const found = await store.findApiToken(hash);
    if (found === undefined || (found.expiresAtMs !== null && nowMs >= found.expiresAtMs)) return undefined;
    if (nowMs - (found.lastUsedAtMs ?? 0) >= touchEveryMs) await store.touchApiToken(found.id, nowMs);
    return { id: found.id, name: found.name, scopes: found.scopes };
  };
}

function badToken(path: string, message: string): AppError {
  return new AppError("bad_input", `The token's ${path} ${message}`, { errors: [{ path, message }] });
}
