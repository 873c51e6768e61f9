import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "#lib/errors";
import { askForBody } from "#lib/front/ask-for-body";
import { type IngestAnswers, jsonAnswers, otlpAnswers } from "#lib/front/ingest-answers";
import { findIngestCaller } from "#lib/front/ingest-caller";
import { type IngestFormat, readImport, readRecords, readSpans } from "#lib/front/ingest-formats";
import { discardRest } from "#lib/front/read-body";
import { sendProblem } from "#lib/front/send";
import { viewSpan } from "#lib/http/ingest-views";
import { problem } from "#lib/http/problem";
import { normalHost } from "#lib/ingest/told-url";
import { newCallId } from "#lib/kisi/call-id";
import type { Taken } from "#lib/model/taken";
import type { App } from "#lib/server/app";

type Endpoint = {
  readonly read: IngestFormat;
  /** A signed-in browser may send here, and `integration` in the query says whose traffic it is. */
  readonly byHand: boolean;
  readonly answers: IngestAnswers;
};

const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  ["/api/v1/ingest", { read: readRecords, byHand: false, answers: jsonAnswers }],
  ["/api/v1/import", { read: readImport, byHand: true, answers: jsonAnswers }],
  ["/v1/traces", { read: readSpans, byHand: false, answers: otlpAnswers }],
]);

/** Answers the three addresses that take telemetry; false for any other path. */
export function createIngest(app: App): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    const endpoint = endpoints.get(path);
    if (!endpoint) return false;
    // Without a listener an error of either socket would end the process; whoever reads or writes learns of it.
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    if (request.method === "POST") void answer(app, endpoint, new URLSearchParams(query), request, response);
    else sendProblem(response, problem(405, "Method not allowed", `${path} answers POST.`), { allow: "POST" });
    return true;
  };
}

async function answer(
  app: App,
  endpoint: Endpoint,
  search: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    endpoint.answers.take(request, response, await take(app, endpoint, search, request, response));
  } catch (error) {
    if (response.destroyed) return;
    if (!(error instanceof AppError)) app.log.error({ err: error, url: request.url }, "ingest failed");
    else if (error.code === "unavailable") app.log.warn({ err: error }, "telemetry was turned away");
    endpoint.answers.fail(request, response, error);
    discardRest(request);
  }
}

async function take(
  { auth, clock, env, ingest, integrations, store }: App,
  { read, byHand }: Endpoint,
  search: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Taken> {
  const callers = { auth, clock, env, integrations, store };
  const { integration } = await findIngestCaller(callers, request, byHand ? search : null);
  if (!ingest.hasRoom())
    throw new AppError("unavailable", "Too many attempts wait to be stored: send this again later.");
  const context = {
    receivedAtMs: clock.now(),
    retentionDays: env.retentionDays,
    hosts: [normalHost(new URL(env.kisiBaseUrl).host)],
    integration,
    newCallId,
  };
  askForBody(request, response);
  // Leaving the loop must not end the connection: a refusal has to go out on it.
  const body: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
  const { attempts, rejected, ignored } = await read({ body, headers: request.headers, search }, context);
  const written = await ingest.write(attempts, integration);
  const all = [...rejected, ...written.rejected].sort((a, b) => a.line - b.line);
  return {
    accepted: written.accepted,
    duplicates: written.duplicates,
    rejected: all,
    ignored,
    span: viewSpan(attempts),
  };
}
