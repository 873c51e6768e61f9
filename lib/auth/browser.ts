import { cookies, headers } from "next/headers";
import { isProtected, type SessionCookie, sessionCookieFor } from "#lib/auth/session-cookie";
import { pathHeader, peerHeader, schemeHeader } from "#lib/auth/trusted-headers";

/** What the front and the browser say of the request that a page or an action answers. */
export type Browser = {
  readonly cookie: SessionCookie;
  /** The session's token, if the browser sent one. */
  readonly token: string | undefined;
  /** The client's address, as the front saw it. */
  readonly address: string;
  /** As it calls itself. */
  readonly userAgent: string | null;
  /** Path and query that were asked for. */
  readonly path: string | null;
  /** False if passwords and keys travel in clear. */
  readonly isProtected: boolean;
};

/** Reads the request under way; only within a page or a server action. */
export async function readBrowser(): Promise<Browser> {
  const [sent, jar] = await Promise.all([headers(), cookies()]);
  const scheme = sent.get(schemeHeader);
  const host = sent.get("host");
  const cookie = sessionCookieFor(scheme, host);
  return {
    cookie,
    token: jar.get(cookie.name)?.value,
    address: sent.get(peerHeader) ?? "unknown",
    userAgent: sent.get("user-agent"),
    path: sent.get(pathHeader),
    isProtected: isProtected(scheme, host),
  };
}

/** Lets the browser keep the session's token; only within a server action. */
export async function keepToken({ cookie }: Browser, token: string): Promise<void> {
  (await cookies()).set(cookie.name, token, cookie.options);
}

/** Takes the session's token from the browser; only within a server action. */
export async function dropToken({ cookie }: Browser): Promise<void> {
  (await cookies()).set(cookie.name, "", { ...cookie.options, maxAge: 0 });
}
