import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Longer than clients usually keep an idle connection, so that they do not send on one that is just being closed. */
const keepAliveMs = 65_000;

/**
 * The server below the front: hands it every request, also those that would pass it by. What cannot be read as one
 * HTTP request without doubt is refused by Node's strict parser, and heads are limited to 16 KiB.
 */
export function createHttpServer(handler: Handler, development: boolean): Server {
  const server = createServer(
    {
      keepAliveTimeout: keepAliveMs,
      // Next takes upgrades from the server by itself, behind the front's back. It needs them for reloading only;
      // elsewhere they are plain requests.
      shouldUpgradeCallback: ({ url }) => development && url?.startsWith("/_next/") === true,
    },
    handler,
  );
  // Headers beyond Node's count would be dropped without a word; their size is limited anyhow.
  server.maxHeadersCount = 0;
  // Whether the body is wanted is for the handler to say: see `ask-for-body.ts`.
  server.on("checkContinue", handler);
  return server;
}
