import type { ServerResponse } from "node:http";
import { isBodyHeldBack } from "#lib/front/ask-for-body";
import { apiPolicy, baseHeaders } from "#lib/front/security-headers";
import { type Problem, problemContentType } from "#lib/http/problem";

type Headers = Readonly<Record<string, string>>;

/** Answers with JSON that nobody caches. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, { "content-type": "application/json" }, body);
}

/** Answers with a problem, marked so that nobody takes it for an answer of Kisi's. */
export function sendProblem(response: ServerResponse, body: Problem, headers: Headers = {}): void {
  send(response, body.status, { "content-type": problemContentType, "X-Ajar-Answer": "true", ...headers }, body);
}

function send(response: ServerResponse, status: number, headers: Headers, body: unknown): void {
  sendBytes(response, status, headers, Buffer.from(JSON.stringify(body)));
}

/** Answers with a body that nobody caches; `headers` name its type. */
export function sendBytes(response: ServerResponse, status: number, headers: Headers, body: Uint8Array): void {
  response.writeHead(status, {
    ...baseHeaders,
    "content-security-policy": apiPolicy,
    "cache-control": "no-store",
    // A body that was never asked for may come or not, so nothing behind it could be told from it.
    ...(isBodyHeldBack(response.req) ? { connection: "close" } : {}),
    ...headers,
    "content-length": body.length,
  });
  response.end(body);
}
