import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { sendProblem } from "#lib/front/send";
import { refuseOnSocket, refuseUnreadable } from "#lib/front/unreadable";
import { problem } from "#lib/http/problem";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Longer than clients usually keep an idle connection, so that they do not send on one that is just being closed. */
const keepAliveMs = 65_000;
/** What follows on the connection may be a body that nobody waits for. */
const closing = { connection: "close" };

/**
 * The server below the front: hands it every request, also those that would pass it by. What cannot be read as one
 * HTTP request without doubt is refused by Node's strict parser, with a problem like all others, and heads are limited
 * to 16 KiB.
 */
export function createHttpServer(handler: Handler, development: boolean): Server {
  const answers = new WeakMap<Duplex, ServerResponse>();
  const answer: Handler = (request, response) => {
    answers.set(request.socket, response);
    handler(request, response);
  };
  const server = createServer(
    {
      keepAliveTimeout: keepAliveMs,
      // The front says so in words.
      requireHostHeader: false,
      // Next takes upgrades from the server by itself, behind the front's back. It needs them for reloading only;
      // elsewhere they are plain requests.
      shouldUpgradeCallback: ({ url }) => development && url?.startsWith("/_next/") === true,
    },
    answer,
  );
  // Headers beyond Node's count would be dropped without a word; their size is limited anyhow.
  server.maxHeadersCount = 0;
  // Whether the body is wanted is for the handler to say: see `ask-for-body.ts`.
  server.on("checkContinue", answer);
  server.on("checkExpectation", (_: IncomingMessage, response: ServerResponse) => {
    sendProblem(response, problem(417, "Expectation failed", "Of expectations only 100-continue is met."), closing);
  });
  server.on("connect", (_: IncomingMessage, socket: Duplex) => {
    refuseOnSocket(socket, problem(405, "Method not allowed", "CONNECT is not answered here."));
  });
  server.on("clientError", (error, socket) => {
    const current = answers.get(socket);
    refuseUnreadable(error, socket, current?.headersSent === true && !current.writableFinished);
  });
  return server;
}
