import { visitMs } from "#lib/auth/oidc";
import { sessionAbsoluteMs } from "#lib/auth/session";
import { stepMs } from "#lib/auth/sign-in-step";

const loopbackHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

export type DoorCookie = {
  readonly name: string;
  readonly options: {
    readonly httpOnly: true;
    readonly sameSite: "lax";
    readonly secure: boolean;
    readonly path: "/";
    readonly maxAge: number;
  };
};

// Longer than this no browser keeps a cookie.
const deviceCookieSeconds = 400 * 86_400;

/**
 * The session's cookie for a connection. Browsers keep a `__Host-` cookie on https and on loopback names; on plain http
 * to any other address they would drop it, so there it has a plain name. Only the name that fits is ever read, so that
 * a cookie planted over plain http is worth nothing on https.
 */
export function sessionCookieFor(scheme: string | null, host: string | null): DoorCookie {
  return doorCookie("session", sessionAbsoluteMs / 1_000, isProtected(scheme, host));
}

/** The cookie that a browser carries from a right password to its code. */
export function stepCookieFor(scheme: string | null, host: string | null): DoorCookie {
  return doorCookie("step", stepMs / 1_000, isProtected(scheme, host));
}

/** The cookie that a browser carries to the provider and back. */
export function oidcCookieFor(scheme: string | null, host: string | null): DoorCookie {
  return doorCookie("oidc", visitMs / 1_000, isProtected(scheme, host));
}

/** The cookie by which a browser that has signed in before is known, also when it is signed out. */
export function deviceCookieFor(scheme: string | null, host: string | null): DoorCookie {
  return doorCookie("device", deviceCookieSeconds, isProtected(scheme, host));
}

function doorCookie(what: string, maxAge: number, secure: boolean): DoorCookie {
  return {
    name: `${secure ? "__Host-" : ""}ajar_${what}`,
    options: { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge },
  };
}

/** True if nobody between the browser and this process can read along: https, or the machine itself. */
export function isProtected(scheme: string | null, host: string | null): boolean {
  return scheme === "https" || (host !== null && loopbackHosts.test(host));
}

/** One cookie out of a `Cookie` header (RFC 6265 §4.2.1); of two with one name the first counts. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const [key, ...value] = pair.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return undefined;
}
