import type { IncomingMessage } from "node:http";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** True if a browser sent this request on behalf of another site and it could change something. */
export function isCrossSiteWrite(request: Pick<IncomingMessage, "method" | "headers">, host: string): boolean {
  return !safeMethods.has(request.method ?? "GET") && isCrossSite(request, host);
}

/**
 * True if a browser sent this request on behalf of another site. Decided by `Sec-Fetch-Site`, else by `Origin` against
 * `Host`; a program that sends neither is no browser. Method of OWASP's CSRF cheat sheet, "Fetch Metadata".
 */
export function isCrossSite({ headers }: Pick<IncomingMessage, "headers">, host: string): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  return headers.origin !== undefined && hostOfOrigin(headers.origin) !== host.toLowerCase();
}

function hostOfOrigin(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host.toLowerCase() : null;
}
