import { type ApiInside, requireApiAccess } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { problemOf } from "#lib/http/problem";
import { problemResponse } from "#lib/http/respond";
import type { Scope } from "#lib/model/account";
import type { App } from "#lib/server/app";

/**
 * Asks the gate for `scope`, then lets `answer` have what it handed out. An `AppError` of either becomes its problem; what
 * nobody foresaw is logged and answered 500 without its details.
 */
export async function guarded(
  request: Request,
  scope: Scope,
  answer: (inside: ApiInside) => Promise<Response>,
): Promise<Response> {
  let app: App | undefined;
  try {
    const inside = await requireApiAccess(request, scope);
    app = inside.app;
    return await answer(inside);
  } catch (error) {
    if (!(error instanceof AppError)) {
      if (!app || isControlFlow(error)) throw error;
      app.log.error({ err: error, url: new URL(request.url).pathname }, "an API route failed");
    }
    return problemResponse(problemOf(error));
  }
}

// Next throws its own marked errors to redirect or to bail out of prerendering; they are not ours to answer.
function isControlFlow(error: unknown): boolean {
  return error instanceof Error && "digest" in error && typeof error.digest === "string";
}
