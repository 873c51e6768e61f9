import type { IncomingMessage, ServerResponse } from "node:http";

/** True if the caller holds its body back until it is asked for it (RFC 9110 §10.1.1), and nothing of it has come. */
export function isBodyHeldBack(request: IncomingMessage): boolean {
  return request.headers.expect !== undefined && request.httpVersion === "1.1" && !request.readableDidRead;
}

/** Asks for the body (`100 Continue`) if the caller waits for that. */
export function askForBody(request: IncomingMessage, response: ServerResponse): void {
  if (isBodyHeldBack(request)) response.writeContinue();
}
