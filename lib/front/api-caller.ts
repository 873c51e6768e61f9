import type { IncomingMessage } from "node:http";
import { authenticateApi, type Caller } from "#lib/auth/api-access";
import { readCookie, sessionCookieFor } from "#lib/auth/session-cookie";
import { schemeOf } from "#lib/front/peer";
import type { Scope } from "#lib/model/account";
import type { App } from "#lib/server/app";

export type CallerApp = Pick<App, "env" | "clock"> & {
  readonly auth: Pick<App["auth"], "verifyToken">;
  readonly store: Pick<App["store"], "createSession" | "findSession" | "touchSession" | "endSession">;
};

/** Who makes a request that the front answers itself. Throws `unauthenticated` or `forbidden`, as the gate does. */
export function requireCaller(app: CallerApp, request: IncomingMessage, scope: Scope): Promise<Caller> {
  const { method = "GET", headers } = request;
  const cookie = sessionCookieFor(schemeOf(request, app.env.trustProxy), headers.host ?? null);
  return authenticateApi(
    { store: app.store, verifyToken: app.auth.verifyToken, nowMs: app.clock.now() },
    {
      method,
      authorization: headers.authorization ?? null,
      sessionToken: readCookie(headers.cookie ?? null, cookie.name),
    },
    scope,
  );
}
