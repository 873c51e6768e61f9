import { createHash, randomBytes } from "node:crypto";
import type { Session } from "#lib/model/account";
import type { AccountStore } from "#lib/store/store";

/** A session ends after so long without a request, and after so long in any case. */
export const sessionIdleMs = 12 * 3_600_000;
export const sessionAbsoluteMs = 30 * 86_400_000;

// One write a minute, not one a request.
const touchEveryMs = 60_000;

type SessionStore = Pick<AccountStore, "createSession" | "findSession" | "touchSession" | "endSession">;

/** Where a session is begun, for the list of sessions. */
export type SessionOrigin = { readonly address?: string | null; readonly userAgent?: string | null };

const userAgentLengthMax = 300;

/** Starts a session and returns the token for the cookie: 256 random bits, of which the store learns the SHA-256 only. */
export async function startSession(
  store: SessionStore,
  accountId: number,
  nowMs: number,
  { address = null, userAgent = null }: SessionOrigin = {},
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await store.createSession({
    tokenHash: hashToken(token),
    accountId,
    createdAtMs: nowMs,
    lastSeenAtMs: nowMs,
    expiresAtMs: nowMs + sessionAbsoluteMs,
    address,
    userAgent: userAgent?.slice(0, userAgentLengthMax) ?? null,
  });
  return token;
}

/** The live session of a cookie's token. One that has run out is ended on the way. */
export async function findLiveSession(
  store: SessionStore,
  token: string | undefined,
  nowMs: number,
): Promise<Session | undefined> {
  if (token === undefined || !tokenForm.test(token)) return undefined;
  const session = await store.findSession(hashToken(token));
  if (session === undefined) return undefined;
  if (!isLive(session, nowMs)) {
    await store.endSession(session.tokenHash);
    return undefined;
  }
  if (nowMs - session.lastSeenAtMs >= touchEveryMs) await store.touchSession(session.tokenHash, nowMs);
  return session;
}

/** Ends the session of a cookie's token, if there is one. */
export async function endSession(store: SessionStore, token: string | undefined): Promise<void> {
  if (token !== undefined) await store.endSession(hashToken(token));
}

type Lifetime = Pick<Session, "lastSeenAtMs" | "expiresAtMs">;

/** Both limits are exclusive: at the very millisecond the session is over. */
export function isLive(session: Lifetime, nowMs: number): boolean {
  return nowMs < session.expiresAtMs && nowMs - session.lastSeenAtMs < sessionIdleMs;
}

const tokenForm = /^[A-Za-z0-9_-]{43}$/;

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
