import type { IncomingMessage } from "node:http";
import { findLiveSession } from "#lib/auth/session";
import { readCookie, sessionCookieFor } from "#lib/auth/session-cookie";
import { AppError } from "#lib/errors";
import { type CallerApp, requireCaller } from "#lib/front/api-caller";
import { schemeOf } from "#lib/front/peer";
import { roleScopes } from "#lib/model/account";
import type { App } from "#lib/server/app";

type IngestCallerApp = CallerApp & { readonly integrations: Pick<App["integrations"], "findByToken"> };

/** Whose telemetry it is: an integration's if its own token was used. */
export type IngestCaller = { readonly integration: string | null };

/**
 * Who sends telemetry: an integration's ingest token, an API token with the scope `ingest`, or, where `sessions` may,
 * somebody who is signed in and may write. A token that is given decides alone. Throws `unauthenticated` or `forbidden`.
 */
export async function findIngestCaller(
  app: IngestCallerApp,
  request: IncomingMessage,
  { sessions }: { readonly sessions: boolean },
): Promise<IngestCaller> {
  const { authorization } = request.headers;
  const [, token] = /^bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  const integration = token === undefined ? null : app.integrations.findByToken("ingest", token);
  if (integration) return { integration: integration.id };
  if (authorization === undefined && sessions && (await isSignedIn(app, request))) return { integration: null };
  await requireCaller(app, request, "ingest");
  return { integration: null };
}

async function isSignedIn({ env, store, clock }: IngestCallerApp, request: IncomingMessage): Promise<boolean> {
  const { host = null, cookie = null } = request.headers;
  const { name } = sessionCookieFor(schemeOf(request, env.trustProxy), host);
  const session = await findLiveSession(store, readCookie(cookie, name), clock.now());
  if (!session) return false;
  if (roleScopes[session.account.role].includes("write")) return true;
  throw new AppError("forbidden", `Your role, ${session.account.role}, may look but not import anything`);
}
