import type { ServerResponse } from "node:http";
import { apiPolicy, baseHeaders } from "#lib/front/security-headers";
import { type Problem, problemContentType } from "#lib/http/problem";

/** Answers with JSON that nobody caches. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, "application/json", body);
}

/** Answers with a problem. */
export function sendProblem(response: ServerResponse, body: Problem): void {
  send(response, body.status, problemContentType, body);
}

function send(response: ServerResponse, status: number, contentType: string, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...baseHeaders,
    "content-security-policy": apiPolicy,
    "cache-control": "no-store",
    "content-type": contentType,
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
