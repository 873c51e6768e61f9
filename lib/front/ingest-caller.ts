import type { IncomingMessage } from "node:http";
import { findLiveSession } from "#lib/auth/session";
import { readCookie, sessionCookieFor } from "#lib/auth/session-cookie";
import { AppError } from "#lib/errors";
import { type CallerApp, requireCaller } from "#lib/front/api-caller";
import { schemeOf } from "#lib/front/peer";
import { roleScopes } from "#lib/model/account";
import type { App } from "#lib/server/app";

type IngestCallerApp = CallerApp & { readonly integrations: Pick<App["integrations"], "findByToken" | "get"> };

/** Whose telemetry it is; null if it is nobody's in particular. */
export type IngestCaller = { readonly integration: string | null };

/**
 * Who sends telemetry: an integration's ingest token, an API token with the scope `ingest`, or somebody who is signed in
 * and may write. A token that is given decides alone. `byHand` is the query where a browser may send, too, and where
 * `integration` names whose traffic it is. Throws `unauthenticated`, `forbidden`, or why that integration takes none.
 */
export async function findIngestCaller(
  app: IngestCallerApp,
  request: IncomingMessage,
  byHand: URLSearchParams | null,
): Promise<IngestCaller> {
  const { authorization } = request.headers;
  const [, token] = /^bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  const own = token === undefined ? null : app.integrations.findByToken("ingest", token);
  const named = byHand?.get("integration") ?? null;
  if (own) {
    if (named === null || named === own.id) return { integration: own.id };
    throw new AppError("forbidden", `This token reports for ${own.id}, and for no other integration`);
  }
  if (authorization !== undefined || byHand === null || !(await isSignedIn(app, request))) {
    await requireCaller(app, request, "ingest");
  }
  return { integration: named === null ? null : requireInUse(app, named) };
}

function requireInUse({ integrations }: IngestCallerApp, id: string): string {
  if (integrations.get(id).revokedAtMs === null) return id;
  throw new AppError("conflict", "This integration is revoked: choose another one");
}

async function isSignedIn({ env, store, clock }: IngestCallerApp, request: IncomingMessage): Promise<boolean> {
  const { host = null, cookie = null } = request.headers;
  const { name } = sessionCookieFor(schemeOf(request, env.trustProxy), host);
  const session = await findLiveSession(store, readCookie(cookie, name), clock.now());
  if (!session) return false;
  if (roleScopes[session.account.role].includes("write")) return true;
  throw new AppError("forbidden", `Your role, ${session.account.role}, may look but not import anything`);
}
