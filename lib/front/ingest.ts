import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, type ErrorCode } from "#lib/errors";
import { askForBody } from "#lib/front/ask-for-body";
import { type BodyHold, type BodyRoom, createBodyRoom } from "#lib/front/body-room";
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
import type { TurnedAwayReason } from "#lib/server/turned-away";

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

/** Of all requests together. */
const bodyBytesMax = 48 * 1_048_576;

type Deps = { readonly app: App; readonly bodyRoom: BodyRoom };
type Asked = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly search: URLSearchParams;
};

/** Answers the three addresses that take telemetry; false for any other path. */
export function createIngest(
  app: App,
  bodyRoom: BodyRoom = createBodyRoom(bodyBytesMax),
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    const endpoint = endpoints.get(path);
    if (!endpoint) return false;
    // Without a listener an error of either socket would end the process; whoever reads or writes learns of it.
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    const asked = { request, response, search: new URLSearchParams(query) };
    if (request.method === "POST") void answer({ app, bodyRoom }, endpoint, asked);
    else sendProblem(response, problem(405, "Method not allowed", `${path} answers POST.`), { allow: "POST" });
    return true;
  };
}

async function answer(deps: Deps, endpoint: Endpoint, asked: Asked): Promise<void> {
  const { request, response } = asked;
  const hold = deps.bodyRoom.open();
  try {
    endpoint.answers.take(request, response, await take(deps.app, endpoint, asked, hold));
  } catch (error) {
    if (response.destroyed) return;
    tell(deps.app, request, error);
    endpoint.answers.fail(request, response, error);
    discardRest(request);
  } finally {
    hold.close();
  }
}

/** Whoever is turned away may drop what it has, so that is counted; a sender's own mistakes are for the sender. */
function tell({ log, turnedAway }: App, request: IncomingMessage, error: unknown): void {
  if (!(error instanceof AppError)) {
    log.error({ err: error, url: request.url }, "ingest failed");
  } else if (isTurningAway(error.code)) {
    turnedAway.add(error.code, error.message);
  }
}

function isTurningAway(code: ErrorCode): code is TurnedAwayReason {
  return code === "too_many" || code === "unavailable" || code === "disk_full";
}

async function take(app: App, { read, byHand }: Endpoint, asked: Asked, hold: BodyHold): Promise<Taken> {
  const { auth, clock, env, ingest, integrations, store } = app;
  const { request, response, search } = asked;
  const callers = { auth, clock, env, integrations, store };
  const { integration } = await findIngestCaller(callers, request, byHand ? search : null);
  // Asked again with the whole body: of many that come at once, each would find room at its beginning.
  const expectRoom = () => {
    if (!ingest.hasRoom()) throw tooMany("Too many attempts wait to be stored: send this again later.");
  };
  expectRoom();
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
  const onHold = (bytes: number) => {
    if (!hold.take(bytes)) throw tooMany("Too much is being sent at once: send this again later.");
  };
  const { attempts, ignored, ...told } = await read(
    { body, headers: request.headers, search, hold: onHold, mayParse: expectRoom },
    context,
  );
  const written = await ingest.write(attempts, integration);
  const rejected = [...told.rejected, ...written.rejected].sort((a, b) => a.line - b.line);
  const { accepted, duplicates } = written;
  return { accepted, duplicates, rejected, ignored, span: viewSpan(attempts) };
}

function tooMany(words: string): AppError {
  return new AppError("too_many", words);
}
