import type { VerifyToken } from "#lib/auth/api-token";
import { findLiveSession } from "#lib/auth/session";
import { AppError } from "#lib/errors";
import { type Account, roleScopes, type Scope } from "#lib/model/account";
import type { AccountStore } from "#lib/store/store";

/** Who asks. */
export type Caller =
  | { readonly kind: "token"; readonly id: string; readonly name: string; readonly scopes: readonly Scope[] }
  | { readonly kind: "account"; readonly account: Account; readonly scopes: readonly Scope[] };

type ApiCredentials = {
  readonly method: string;
  /** The `Authorization` header. */
  readonly authorization: string | null;
  /** The token in the session's cookie. */
  readonly sessionToken: string | undefined;
};

type Deps = {
  readonly store: Pick<AccountStore, "createSession" | "findSession" | "touchSession" | "endSession">;
  readonly verifyToken: VerifyToken;
  readonly nowMs: number;
};

/**
 * Who may make a request of the API that needs `scope`: a bearer token that has it, or for reading the signed-in
 * browser, so that pages can fetch and links can download. A token that is given decides alone.
 * Throws `unauthenticated` or `forbidden`.
 */
export async function authenticateApi(deps: Deps, credentials: ApiCredentials, scope: Scope): Promise<Caller> {
  const caller = await findCaller(deps, credentials);
  if (caller.scopes.includes(scope)) return caller;
  throw new AppError("forbidden", `This needs the scope ${scope}; yours: ${caller.scopes.join(", ") || "none"}`);
}

async function findCaller(deps: Deps, { method, authorization, sessionToken }: ApiCredentials): Promise<Caller> {
  if (authorization !== null) {
    const [, token] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
    const holder = token === undefined ? undefined : await deps.verifyToken(token, deps.nowMs);
    if (holder !== undefined) return { kind: "token", ...holder };
    throw new AppError("unauthenticated", "The token in Authorization is not known here, or was revoked");
  }
  if (method === "GET" || method === "HEAD") {
    const session = await findLiveSession(deps.store, sessionToken, deps.nowMs);
    if (session !== undefined) {
      return { kind: "account", account: session.account, scopes: roleScopes[session.account.role] };
    }
  }
  throw new AppError("unauthenticated", "Send an API token: Authorization: Bearer ajar_… (made under Settings)");
}
