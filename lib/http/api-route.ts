import { requireApiAccess } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { problemOf } from "#lib/http/problem";
import { problemResponse, respond } from "#lib/http/respond";
import type { Scope } from "#lib/model/account";
import type { App } from "#lib/server/app";

/** The values of the folders in brackets; a catch-all gives a list. */
type Params = Readonly<Record<string, string | readonly string[]>>;

type Context = {
  readonly app: App;
  readonly request: Request;
  readonly search: URLSearchParams;
  /** The value of one folder in brackets. */
  readonly param: (name: string) => string;
};

/**
 * A route of the JSON API: asks the gate for `scope`, runs one verb, answers with JSON or a problem. Errors that
 * nobody foresaw are logged and answered 500 without their details.
 */
export function apiRoute(scope: Scope, answer: (context: Context) => Promise<unknown>) {
  return async (request: Request, { params }: { params: Promise<Params> }): Promise<Response> => {
    let app: App;
    try {
      ({ app } = await requireApiAccess(request, scope));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return problemResponse(problemOf(error));
    }
    const values = await params;
    const param = (name: string) => [values[name] ?? ""].flat().join("/");
    const context = { app, request, search: new URL(request.url).searchParams, param };
    return respond(
      () => answer(context),
      (error) => app.log.error({ err: error, url: new URL(request.url).pathname }, "an API route failed"),
    );
  };
}
