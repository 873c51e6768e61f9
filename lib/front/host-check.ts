import type { IncomingMessage } from "node:http";

/** Names that a browser on this machine may use, whatever the port. */
const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Which `Host` values are answered. Loopback names always are, with any port; a configured name without a port
 * stands for any port. The rest is refused, or else a page on the internet could point its own name at this server
 * and read it through the visitor's browser (DNS rebinding).
 */
export function createHostCheck(allowedHosts: readonly string[], publicUrl: string | null): (host: string) => boolean {
  const allowed = new Set([...loopbackNames, ...allowedHosts.map((host) => host.toLowerCase())]);
  if (publicUrl) allowed.add(new URL(publicUrl).host.toLowerCase());
  return (host) => {
    const name = host.toLowerCase();
    return allowed.has(name) || allowed.has(name.replace(/:\d{1,5}$/, ""));
  };
}

/** The one `Host` of a request; undefined if there is none, or more than one. */
export function hostOf(request: Pick<IncomingMessage, "rawHeaders">): string | undefined {
  let host: string | undefined;
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    if (request.rawHeaders[index]?.toLowerCase() !== "host") continue;
    if (host !== undefined) return undefined;
    host = request.rawHeaders[index + 1];
  }
  return host;
}
