import type { IncomingMessage, ServerResponse } from "node:http";
import { createCallerLookup } from "#lib/front/gateway-caller";
import { readBody } from "#lib/front/read-body";
import { sendProblem } from "#lib/front/send";
import { readCallOptions } from "#lib/gateway/call-options";
import { type Forwarded, forward, type GatewayCaller, type GatewayDeps } from "#lib/gateway/gateway";
import { forwardResponseHeaders } from "#lib/gateway/headers";
import { readTarget } from "#lib/gateway/target";
import { type Problem, problem } from "#lib/http/problem";
import { newCallId } from "#lib/kisi/call-id";
import { findHeader } from "#lib/outbound/raw-headers";
import type { App } from "#lib/server/app";

export type GatewayFrontDeps = GatewayDeps & {
  /** Whose token it is; null for one that opens nothing. `inPath`: it stood in the URL, which can be forbidden. */
  readonly findCaller: (token: string, inPath: boolean) => GatewayCaller | null;
  readonly onUnexpected: (error: unknown) => void;
};

/** The gateway of an app. */
export function createGateway(app: App) {
  const { callUpstream, credentials, env, log, recorder } = app;
  const deps: GatewayFrontDeps = {
    callUpstream,
    origin: env.kisiBaseUrl,
    credentialOf: recorder.credentialOf,
    kisiUserOf: credentials.kisiUserOf,
    newCallId,
    paced: env.pacer,
    findCaller: createCallerLookup(app),
    onUnexpected: (error) => log.error({ err: error }, "the gateway failed to forward a request"),
  };
  return (request: IncomingMessage, response: ServerResponse) => answerGateway(deps, request, response);
}

const bodyBytesMax = 10 * 1024 * 1024;

/**
 * Answers `/kisi/…`: the upstream's answer byte for byte, or a problem of Ajar's own. The front has marked the response
 * as Ajar's own already; an answer of the upstream takes the mark away.
 */
export async function answerGateway(
  deps: GatewayFrontDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const left = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) left.abort(new Error("the caller left"));
  });
  // Without a listener an error of either socket would end the process; "close" follows and says all there is to say.
  request.on("error", ignore);
  response.on("error", ignore);
  try {
    const forwarded = await accept(deps, request, response, left.signal);
    if (forwarded) await passOn(forwarded, response);
  } catch (error) {
    if (left.signal.aborted) return;
    if (!response.headersSent) {
      deps.onUnexpected(error);
      refuse(response, problem(500, "Internal error", "Ajar failed to forward this request. The log has the cause."));
      return;
    }
    // The head is out: cutting the connection is the only way left to say that the body is not whole.
    response.destroy();
  }
}

async function accept(
  deps: GatewayFrontDeps,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<Forwarded | null> {
  const target = readTarget(request.url ?? "");
  if (!target.ok) return refuse(response, problem(400, "Bad path", `Not forwarded: ${target.reason}.`));
  const headers = request.rawHeaders;
  const token = findHeader(headers, "x-ajar-token") ?? target.tokenInPath;
  const caller = token === null ? null : deps.findCaller(token, findHeader(headers, "x-ajar-token") === null);
  if (!caller) return refuse(response, unknownToken);
  const read = readCallOptions(headers);
  if (!read.ok) return refuse(response, problem(400, "Bad header", `Not forwarded: ${read.reason}.`));
  const body = await readBody(request, bodyBytesMax);
  if (!body.ok) return refuse(response, tooLarge);
  const { method = "GET" } = request;
  return forward(deps, { method, path: target.path, headers, body: body.body, caller, options: read.options }, signal);
}

async function passOn({ callId, result }: Forwarded, response: ServerResponse): Promise<void> {
  response.setHeader("X-Ajar-Call", callId);
  switch (result.kind) {
    case "answer": {
      response.removeHeader("X-Ajar-Answer");
      response.sendDate = false;
      response.removeHeader("X-Ajar-Call");
      const own = ["X-Ajar-Call", callId, "X-Ajar-Attempts", String(result.attempts)];
      response.writeHead(result.status, [...forwardResponseHeaders(result.headers), ...own]);
      for await (const chunk of result.body) {
        if (!response.write(chunk)) await drained(response);
      }
      response.end();
      return;
    }
    case "no_answer":
      response.setHeader("X-Ajar-Attempts", String(result.attempts));
      refuse(response, result.timedOut ? timedOut(result.outcomeUnknown) : unreachable(result.outcomeUnknown));
      return;
    case "blocked": {
      response.setHeader("X-Ajar-Attempts", "0");
      response.setHeader("Retry-After", String(Math.max(1, Math.ceil(result.retryAfterMs / 1_000))));
      refuse(response, blocked[result.reason]);
      return;
    }
    default:
      result satisfies never;
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const onDrain = () => {
      response.off("close", onClose);
      resolve();
    };
    const onClose = () => {
      response.off("drain", onDrain);
      reject(new Error("the caller left"));
    };
    response.once("drain", onDrain);
    response.once("close", onClose);
  });
}

function refuse(response: ServerResponse, body: Problem): null {
  sendProblem(response, body);
  return null;
}

function ignore(): void {
  // See where it is used.
}

const unknownToken = problem(
  401,
  "Unknown gateway token",
  "Not forwarded: send X-Ajar-Token with a gateway token of an integration, or put it into the path where the integration allows that.",
);
const tooLarge = problem(413, "Body too large", "Not forwarded: a body may have at most 10 MiB.");

const blocked = {
  guard: problem(424, "Held by the guard", "Never sent: this call has failed the same way several times in a row."),
  pacer: problem(429, "Held by the pacer", "Never sent: its turn under Kisi's rate limit comes after its deadline."),
  breaker: problem(503, "Held by the breaker", "Never sent: Kisi has just failed several times in a row for this key."),
} as const;

const unknownOutcome = " The request may have been processed all the same.";
const notProcessed = " No connection was made, so nothing was processed.";

function timedOut(outcomeUnknown: boolean): Problem {
  return problem(
    504,
    "No answer in time",
    `Kisi did not answer in time.${outcomeUnknown ? unknownOutcome : notProcessed}`,
  );
}

function unreachable(outcomeUnknown: boolean): Problem {
  return problem(502, "No answer", `Kisi did not answer.${outcomeUnknown ? unknownOutcome : notProcessed}`);
}
