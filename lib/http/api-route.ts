import { z } from "zod";
import type { Caller } from "#lib/auth/api-access";
import type { AnswerOf, ApiOperation, BodyOf, ParamName, QueryOf } from "#lib/http/api-operation";
import { type Download, downloadResponse } from "#lib/http/download";
import { guarded } from "#lib/http/guarded";
import { readJsonBody } from "#lib/http/json-body";
import { jsonResponse } from "#lib/http/respond";
import { parseSearch } from "#lib/http/search";
import type { Scope } from "#lib/model/account";
import type { App } from "#lib/server/app";

type GuardedOperation = ApiOperation & { readonly scope: Scope };

type Context<Operation extends ApiOperation> = {
  readonly app: App;
  readonly caller: Caller;
  readonly query: QueryOf<Operation>;
  readonly body: BodyOf<Operation>;
  readonly param: (name: ParamName<Operation["path"]>) => string;
};

/** Next has none for an address without names in it. */
type Params = Promise<Readonly<Record<string, string>> | undefined>;
type Handler = (request: Request, context: { params: Params }) => Promise<Response>;

/** A handler that carries its operation, so that a test can hold the document against the routes. */
type Route<Operation> = Handler & { readonly operation: Operation };

const noQuery = z.strictObject({});

/**
 * A route of the JSON API as its operation declares it: asks the gate for the scope, parses query and body, runs one
 * verb, writes down what changes something, and answers with JSON or a problem. There is no route without an operation, so the OpenAPI document has all.
 */
export function apiRoute<const Operation extends GuardedOperation>(
  operation: Operation,
  answer: (context: Context<Operation>) => Promise<AnswerOf<Operation>>,
): Route<Operation> {
  const handle: Handler = (request, { params }) =>
    guarded(request, operation.scope, async ({ app, caller, audit }) => {
      const values = (await params) ?? {};
      const query: unknown = parseSearch(operation.query ?? noQuery, new URL(request.url).searchParams);
      const body: unknown = operation.body ? await readJsonBody(operation.body, request) : undefined;
      const answered = await answer({
        app,
        caller,
        // The operation's own schemas have just made them.
        query: query as QueryOf<Operation>,
        body: body as BodyOf<Operation>,
        param: (name) => values[name] ?? "",
      });
      if (operation.method !== "GET") await audit(operation.id, Object.values(values).join(" ") || undefined);
      return jsonResponse(answered, operation.status ?? 200);
    });
  return Object.assign(handle, { operation });
}

/** A route whose answer is a file: its operation says in `files` of which types. */
export function downloadRoute<const Operation extends GuardedOperation & { readonly files: readonly string[] }>(
  operation: Operation,
  answer: (
    context: Omit<Context<Operation>, "body" | "query" | "caller"> & { search: URLSearchParams },
  ) => Promise<Download>,
): Route<Operation> {
  const handle: Handler = (request, { params }) =>
    guarded(request, operation.scope, async ({ app }) => {
      const values = (await params) ?? {};
      const search = new URL(request.url).searchParams;
      parseSearch(operation.query ?? noQuery, search);
      const download = await answer({ app, search, param: (name) => values[name] ?? "" });
      return downloadResponse(download, (error) => app.log.error({ err: error }, "a download broke off"));
    });
  return Object.assign(handle, { operation });
}

/** A route that anyone may ask. It does not get the app, for there was no gate. */
export function openRoute<const Operation extends ApiOperation & { readonly scope: null }>(
  operation: Operation,
  answer: () => AnswerOf<Operation>,
): Route<Operation> {
  return Object.assign(async () => jsonResponse(answer(), 200), { operation });
}
