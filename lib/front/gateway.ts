import type { IncomingMessage, ServerResponse } from "node:http";
import { type BodyHold, type BodyRoom, createBodyRoom } from "#lib/front/body-room";
import { createCallerLookup } from "#lib/front/gateway-caller";
import { passOn } from "#lib/front/pass-on";
import { readBody } from "#lib/front/read-body";
import { sendProblem } from "#lib/front/send";
import { readCallOptions } from "#lib/gateway/call-options";
import { type Forwarded, forward, type GatewayCaller, type GatewayDeps } from "#lib/gateway/gateway";
import { readRelease } from "#lib/gateway/release";
import { readTarget } from "#lib/gateway/target";
import { type Problem, problem } from "#lib/http/problem";
import { newCallId } from "#lib/kisi/call-id";
import { findHeader } from "#lib/outbound/raw-headers";
import type { App } from "#lib/server/app";
import type { Clock } from "#lib/time/clock";

export type GatewayFrontDeps = GatewayDeps & {
  /** Whose token it is; null for one that opens nothing. `inPath`: it stood in the URL, which can be forbidden. */
  readonly findCaller: (token: string, inPath: boolean) => GatewayCaller | null;
  /** Is told which release of the caller's program a call names. */
  readonly noteRelease: (release: string, integration: string) => void;
  readonly onUnexpected: (error: unknown) => void;
  readonly clock: Clock;
  readonly bodyRoom: BodyRoom;
};

/** The gateway of an app. */
export function createGateway(app: App) {
  const { callUpstream, clock, credentials, env, log, recorder, releases } = app;
  const deps: GatewayFrontDeps = {
    callUpstream,
    clock,
    origin: env.kisiBaseUrl,
    credentialOf: recorder.credentialOf,
    kisiUserOf: credentials.kisiUserOf,
    newCallId,
    paced: env.pacer,
    bodyRoom: createBodyRoom(bodyBytesMax),
    findCaller: createCallerLookup(app),
    noteRelease: releases.note,
    onUnexpected: (error) => log.error({ err: error }, "the gateway failed to forward a request"),
  };
  return (request: IncomingMessage, response: ServerResponse) => answerGateway(deps, request, response);
}

/** Of all calls together; its own, so that no flood of telemetry is ever in the way. */
const bodyBytesMax = 48 * 1024 * 1024;
const bodyLimits = { bytesMax: 10 * 1024 * 1024, withinMs: 60_000 };

/** Answers `/kisi/…`: the upstream's answer byte for byte, or a problem of Ajar's own, which is marked as such. */
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
  // A body may have to be sent again, so it is held until the call is over.
  const hold = deps.bodyRoom.open();
  try {
    const forwarded = await accept(deps, request, response, hold, left.signal);
    if (forwarded) await passOn(forwarded, response);
  } catch (error) {
    if (left.signal.aborted) return;
    if (!response.headersSent) {
      deps.onUnexpected(error);
      refuse(response, problem(500, "Internal error", "Ajar failed to forward this request. The log has the cause."));
      return;
    }
    cut(request, response);
  } finally {
    hold.close();
  }
}

/** The head is out: ending the connection is the only way left to say that the body is not whole. */
function cut(request: IncomingMessage, response: ServerResponse): void {
  // HTTP/1.0 may know the end of a body by the end of its connection, so that only a reset tells the two apart.
  if (request.httpVersion === "1.0") request.socket.resetAndDestroy();
  else if (response.socket) response.socket.destroySoon();
  else response.destroy();
}

async function accept(
  deps: GatewayFrontDeps,
  request: IncomingMessage,
  response: ServerResponse,
  hold: BodyHold,
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
  const named = readRelease(headers);
  if (!named.ok) return refuse(response, problem(400, "Bad header", `Not forwarded: ${named.reason}.`));
  if (named.release !== null) deps.noteRelease(named.release, caller.integration);
  const body = await readBody(request, response, bodyLimits, hold, deps.clock);
  if (!body.ok && body.reason === "too_slow") return refuse(response, tooSlow, { connection: "close" });
  if (!body.ok && body.reason === "no_room") return refuse(response, noRoom, { "Retry-After": "1" });
  if (!body.ok) return refuse(response, tooLarge);
  const { method = "GET" } = request;
  return forward(deps, { method, path: target.path, headers, body: body.body, caller, options: read.options }, signal);
}

function refuse(response: ServerResponse, body: Problem, headers?: Readonly<Record<string, string>>): null {
  sendProblem(response, body, headers);
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
const tooSlow = problem(408, "Body too slow", "Not forwarded: the body has to arrive within a minute.");
const noRoom = problem(
  503,
  "Too many large bodies",
  "Not forwarded: the bodies of the calls that are under way take all the room that there is. Send it again.",
);
const tooLarge = problem(413, "Body too large", "Not forwarded: a body may have at most 10 MiB.");
