import { cookies, headers } from "next/headers";
import {
  type DoorCookie,
  deviceCookieFor,
  isProtected,
  oidcCookieFor,
  sessionCookieFor,
  stepCookieFor,
} from "#lib/auth/session-cookie";
import { pathHeader, peerHeader, schemeHeader } from "#lib/auth/trusted-headers";

/** What the front and the browser say of the request that a page or an action answers. */
export type Browser = {
  /** The session's token, if the browser sent one. */
  readonly token: string | undefined;
  /** The token by which it is known, if it has signed in before. */
  readonly device: string | undefined;
  /** What it carries from a right password to its code. */
  readonly step: string | undefined;
  /** What it carries to the provider and back. */
  readonly oidc: string | undefined;
  readonly cookies: Readonly<Record<"session" | "device" | "step" | "oidc", DoorCookie>>;
  /** The client's address, as the front saw it. */
  readonly address: string;
  /** As it calls itself. */
  readonly userAgent: string | null;
  /** Path and query that were asked for. */
  readonly path: string | null;
  /** False if passwords and keys travel in clear. */
  readonly isProtected: boolean;
};

/** Reads the request under way; only within a page, a server action or a route. */
export async function readBrowser(): Promise<Browser> {
  const [sent, jar] = await Promise.all([headers(), cookies()]);
  const scheme = sent.get(schemeHeader);
  const host = sent.get("host");
  const session = sessionCookieFor(scheme, host);
  const device = deviceCookieFor(scheme, host);
  const step = stepCookieFor(scheme, host);
  const oidc = oidcCookieFor(scheme, host);
  return {
    token: jar.get(session.name)?.value,
    device: jar.get(device.name)?.value,
    step: jar.get(step.name)?.value,
    oidc: jar.get(oidc.name)?.value,
    cookies: { session, device, step, oidc },
    address: sent.get(peerHeader) ?? "unknown",
    userAgent: sent.get("user-agent"),
    path: sent.get(pathHeader),
    isProtected: isProtected(scheme, host),
  };
}

/** Lets the browser keep a token; only within a server action or a route. */
export async function keepToken({ cookies: ours }: Browser, which: keyof Browser["cookies"], token: string) {
  (await cookies()).set(ours[which].name, token, ours[which].options);
}

/** Takes a token from the browser; only within a server action or a route. */
export async function dropToken({ cookies: ours }: Browser, which: keyof Browser["cookies"]): Promise<void> {
  (await cookies()).set(ours[which].name, "", { ...ours[which].options, maxAge: 0 });
}
