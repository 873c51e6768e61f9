import { AppError } from "#lib/errors";
import { type Problem, problemContentType, problemOf } from "#lib/http/problem";

const headers = { "cache-control": "no-store" } as const;

/**
 * Runs a route handler: what it returns becomes JSON, an `AppError` becomes its problem, anything else a 500.
 * `onUnexpected` gets the errors that nobody foresaw, for the log.
 */
export async function respond(
  answer: () => Promise<unknown>,
  onUnexpected: (error: unknown) => void,
): Promise<Response> {
  try {
    return Response.json(await answer(), { headers });
  } catch (error) {
    if (isControlFlow(error)) throw error;
    if (!(error instanceof AppError)) onUnexpected(error);
    return problemResponse(problemOf(error));
  }
}

/** A problem as a response. */
export function problemResponse(body: Problem): Response {
  const challenge: Record<string, string> = body.status === 401 ? { "www-authenticate": 'Bearer realm="ajar"' } : {};
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { ...headers, ...challenge, "content-type": problemContentType },
  });
}

// Next throws its own marked errors to redirect or to bail out of prerendering; they are not ours to answer.
function isControlFlow(error: unknown): boolean {
  return error instanceof Error && "digest" in error && typeof error.digest === "string";
}
