import { type Problem, problemContentType, problemHeaders } from "#lib/http/problem";

const headers = { "cache-control": "no-store" } as const;

/** An answer of the API: JSON that nobody caches, or 204 for nothing. */
export function jsonResponse(body: unknown, status: number): Response {
  return body === undefined ? new Response(null, { status: 204, headers }) : Response.json(body, { status, headers });
}

/** A problem as a response. */
export function problemResponse(body: Problem): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { ...headers, ...problemHeaders(body.status), "content-type": problemContentType },
  });
}
