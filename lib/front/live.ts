import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "#lib/errors";
import { type CallerApp, requireCaller } from "#lib/front/api-caller";
import { isCrossSite } from "#lib/front/cross-site";
import { runLiveStream } from "#lib/front/live-stream";
import { apiPolicy, baseHeaders } from "#lib/front/security-headers";
import { sendProblem } from "#lib/front/send";
import { type LiveEvent, liveSearchSchema, writeAlert, writeAttempt, writeRisk } from "#lib/http/live-events";
import { problem, problemOf } from "#lib/http/problem";
import { parseSearch } from "#lib/http/search";
import type { Attempt } from "#lib/model/attempt";
import type { App } from "#lib/server/app";

export type LiveApp = CallerApp & Pick<App, "live" | "risk"> & { readonly log: Pick<App["log"], "error"> };

export type LiveFront = {
  /** Answers `GET /api/v1/live`. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Ends all streams and opens no more, so that the server can stop. */
  readonly close: () => void;
};

/** HEAD tells whether one may look, without looking. */
const methods = new Set(["GET", "HEAD"]);
/** Each costs a socket and a little for every attempt. */
const streamsMax = 64;
/** A token that was revoked, or a session that ended, sees no more than this. */
const allowedForMs = 60_000;

/** Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function createLiveFront(app: LiveApp): LiveFront {
  const ends = new Set<AbortController>();
  const textOf = createAttemptWriter();
  let isClosed = false;

  async function stream(
    request: IncomingMessage,
    response: ServerResponse,
    events: readonly LiveEvent[],
  ): Promise<void> {
    const end = new AbortController();
    ends.add(end);
    response.once("close", () => end.abort());
    open(response);
    void endWhenForbidden(app, request, end);
    const sink = { isFull: () => response.writableNeedDrain, write: (text: string) => void response.write(text) };
    const { live, clock } = app;
    const wanted = {
      wantsAttempts: events.includes("attempt"),
      writeAttempt: textOf,
      writeAlert: events.includes("alert") ? writeAlert : null,
      readRisk: events.includes("risk") ? () => readRiskEvent(app) : null,
    };
    const how = await runLiveStream({ live, clock, sink, ...wanted }, end.signal);
    end.abort();
    ends.delete(end);
    // What a client has not read by now would only keep the connection.
    if (how === "stuck" || response.writableLength > 0) response.destroy();
    else response.end();
  }

  async function admit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await requireCaller(app, request, "read");
    const { events } = parseSearch(liveSearchSchema, new URL(request.url ?? "", "http://ajar").searchParams);
    if (response.destroyed) return;
    if (isClosed || ends.size >= streamsMax) refuseForNow(response);
    else if (request.method === "HEAD") response.writeHead(200, headers).end();
    else await stream(request, response, events);
  }

  return {
    answer: async (request, response) => {
      // Without a listener an error of the socket would end the process; "close" follows and says all there is to say.
      response.on("error", ignore);
      if (!methods.has(request.method ?? "")) return refuseMethod(response);
      if (isCrossSite(request, request.headers.host ?? "")) return sendProblem(response, crossSite);
      await admit(request, response).catch((error: unknown) => refuse(app, response, error));
    },
    close: () => {
      isClosed = true;
      for (const end of ends) end.abort();
    },
  };
}

// SameSite keeps the cookie from other sites, but not from another port of this machine.
const crossSite = problem(403, "Cross-site request", "Another site may not look in here.");
const wrongMethod = problem(405, "Method not allowed", "The live stream answers GET and HEAD.");
const tooMany = problem(
  503,
  "Too many streams",
  `At most ${streamsMax} live streams are open at once. Try again later.`,
);

const headers = {
  ...baseHeaders,
  "content-security-policy": apiPolicy,
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  // Proxies like nginx would collect events before they pass them on.
  "x-accel-buffering": "no",
  // An ended stream must not keep a stopping server waiting for its connection.
  connection: "close",
};

/** `retry` is for browsers, and being the first bytes it tells everyone that the stream is open. */
function open(response: ServerResponse): void {
  response.writeHead(200, headers);
  response.write("retry: 2000\n\n");
}

/** Asks again and again whether the caller may still look, until the stream ends. */
async function endWhenForbidden(app: LiveApp, request: IncomingMessage, end: AbortController): Promise<void> {
  try {
    while (!end.signal.aborted) {
      await app.clock.sleep(allowedForMs, end.signal);
      await requireCaller(app, request, "read");
    }
  } catch (error) {
    if (!end.signal.aborted && !(error instanceof AppError)) app.log.error({ err: error }, "a live stream ends");
    end.abort();
  }
}

function refuse({ log }: LiveApp, response: ServerResponse, error: unknown): void {
  if (!(error instanceof AppError)) log.error({ err: error }, "a live stream could not be opened");
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = problemOf(error);
  if (body.status === 401) response.setHeader("www-authenticate", 'Bearer realm="ajar"');
  sendProblem(response, body);
}

function refuseMethod(response: ServerResponse): void {
  response.setHeader("allow", "GET, HEAD");
  sendProblem(response, wrongMethod);
}

function refuseForNow(response: ServerResponse): void {
  response.setHeader("retry-after", "5");
  sendProblem(response, tooMany);
}

async function readRiskEvent({ risk: watch }: Pick<LiveApp, "risk">) {
  try {
    const risk = await watch.glance();
    return { level: risk.level, text: writeRisk(risk) };
  } catch (error) {
    // The watch has logged the cause.
    if (error instanceof AppError && error.code === "unavailable") return null;
    throw error;
  }
}

/** However many look, an attempt is written once. */
function createAttemptWriter(): (attempt: Attempt) => string {
  const texts = new WeakMap<Attempt, string>();
  return (attempt) => {
    const text = texts.get(attempt) ?? writeAttempt(attempt);
    texts.set(attempt, text);
    return text;
  };
}

function ignore(): void {
  // See where it is used.
}
