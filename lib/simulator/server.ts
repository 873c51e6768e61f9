import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "#lib/errors";
import { answerControl, controlPath } from "#lib/simulator/control";
import type { Simulator } from "#lib/simulator/handler";
import { sendAnswer } from "#lib/simulator/send-answer";
import { type Clock, systemClock } from "#lib/time/clock";

export type SimulatorServerOptions = {
  readonly simulator: Simulator;
  /** Default 127.0.0.1: the control endpoint asks for no password. */
  readonly host?: string;
  /** Default 4010; 0 takes a free one. */
  readonly port?: number;
  /** For delays and slow answers. Default: the machine's. */
  readonly clock?: Clock;
  /** Compress answers for clients that accept it. Default false. */
  readonly gzip?: boolean;
};

export type SimulatorServer = {
  /** `http://127.0.0.1:4010` */
  readonly origin: string;
  /** Cuts every connection and stops listening. */
  readonly close: () => Promise<void>;
};

const bodyBytesMax = 10 * 2 ** 20;

/** Serves a simulator over real sockets, with `/_simulator` to steer it. Throws `unavailable` if the port is taken. */
export async function startSimulatorServer(options: SimulatorServerOptions): Promise<SimulatorServer> {
  const { host = "127.0.0.1", port = 4010 } = options;
  const closing = new AbortController();
  const server = createServer((request, response) => {
    serve(options, closing.signal, request, response).catch((error: unknown) => {
      // The client left, or the server is closing: there is nobody to tell.
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.on("clientError", (_, socket) => socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"));
  await listen(server, host, port);
  const { port: chosen } = server.address() as AddressInfo;
  return {
    origin: `http://${host.includes(":") ? `[${host}]` : host}:${chosen}`,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const message = `The simulator cannot listen on ${host}:${port}: choose another PORT, or stop what is there`;
      reject(new AppError("unavailable", message, { cause }));
    });
    server.listen(port, host, () => resolve());
  });
}

async function serve(
  { simulator, clock = systemClock, gzip = false }: SimulatorServerOptions,
  closing: AbortSignal,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", url: path = "/" } = request;
  const body = await readBody(request);
  if (body === null) {
    // What is left of the body stays unread, so the connection can serve nothing more.
    response.setHeader("connection", "close");
    respondJson(response, 413, { code: "000413", error: "The request is too large." });
    return;
  }
  if (path === controlPath || path.startsWith(`${controlPath}/`) || path.startsWith(`${controlPath}?`)) {
    const contentType = request.headers["content-type"] ?? "";
    const answer = answerControl(simulator, { method, path, contentType, body });
    respondJson(response, answer.status, answer.body);
    return;
  }
  const left = new AbortController();
  response.once("close", () => left.abort());
  const signal = AbortSignal.any([closing, left.signal]);
  const { authorization } = request.headers;
  const address = request.socket.remoteAddress ?? "unknown";
  const answer = simulator.handle({ method, path, headers: { authorization }, body, address });
  if (answer.delayMs > 0) await clock.sleep(answer.delayMs, signal);
  const acceptsGzip = gzip && /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  await sendAnswer({ response, headOnly: method === "HEAD", acceptsGzip, clock, signal }, answer);
}

/** The body as text, or null if it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > bodyBytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function respondJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}
