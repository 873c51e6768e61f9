import type { IncomingMessage } from "node:http";

/**
 * Who is on the other end: the socket's address, or with a trusted proxy the last entry of `X-Forwarded-For`,
 * the one that the proxy itself wrote.
 */
export function peerOf(request: IncomingMessage, trustProxy: boolean): string {
  const socket = request.socket.remoteAddress ?? "unknown";
  if (!trustProxy) return socket;
  const forwarded = request.headers["x-forwarded-for"];
  const last = [forwarded ?? []].flat().join(",").split(",").at(-1)?.trim();
  return last || socket;
}

/** `https` only if the socket is encrypted or a trusted proxy says that the browser's connection is. */
export function schemeOf(request: IncomingMessage, trustProxy: boolean): "http" | "https" {
  if ("encrypted" in request.socket && request.socket.encrypted === true) return "https";
  return trustProxy && request.headers["x-forwarded-proto"] === "https" ? "https" : "http";
}
