import type { Duplex } from "node:stream";
import { apiPolicy, baseHeaders } from "#lib/front/security-headers";
import { type Problem, problem, problemContentType } from "#lib/http/problem";

const statusTexts: Readonly<Record<number, string>> = {
  400: "Bad Request",
  405: "Method Not Allowed",
  408: "Request Timeout",
  413: "Content Too Large",
  431: "Request Header Fields Too Large",
};

/**
 * Answers what Node's parser refused and what therefore never became a request, then ends the connection: whoever sends
 * its calls through the gateway must not take a bare 400 for an answer of Kisi's. With `isMidAnswer` nothing is written,
 * because it would be read as the rest of that answer.
 */
export function refuseUnreadable(error: Error, socket: Duplex, isMidAnswer: boolean): void {
  if (!socket.writable || isMidAnswer) {
    socket.destroy();
    return;
  }
  refuseOnSocket(socket, problemOf(error));
}

/** Writes a problem where there is no response to write it to, and ends the connection. */
export function refuseOnSocket(socket: Duplex, body: Problem): void {
  const json = JSON.stringify(body);
  const headers = {
    ...baseHeaders,
    "content-type": problemContentType,
    "content-security-policy": apiPolicy,
    "cache-control": "no-store",
    "X-Ajar-Answer": "true",
    connection: "close",
    "content-length": Buffer.byteLength(json),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${body.status} ${statusTexts[body.status]}\r\n${lines.join("")}\r\n${json}`, () =>
    socket.destroy(),
  );
}

function problemOf(error: Error): Problem {
  switch ("code" in error ? error.code : null) {
    case "HPE_HEADER_OVERFLOW":
      return problem(431, "Headers too large", "Not read: the head of a request may have at most 16 KiB.");
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return problem(413, "Chunk extensions too large", "Not read: chunk extensions may have at most 16 KiB.");
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return problem(
        408,
        "Request too slow",
        "Not read: the head of a request has to arrive within a minute, all of it within five.",
      );
    case "HPE_INVALID_METHOD":
      return problem(
        400,
        "Unknown method",
        "Not read: HTTP has no such method, or this is no HTTP at all. Ajar speaks plain HTTP: https is for a proxy before it.",
      );
    default:
      return problem(400, "Unreadable request", `Not read: it is no sound HTTP/1.1 request${reasonOf(error)}.`);
  }
}

/** In the parser's own words, which quote nothing of what was sent. */
function reasonOf(error: Error): string {
  return "reason" in error && typeof error.reason === "string" && error.reason !== "" ? ` (${error.reason})` : "";
}
