import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };
/** A status with headers, or a way to misbehave. */
type Answer =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | "hang"
  | "reset";

export type LoopbackReceiver = AsyncDisposable & {
  readonly origin: string;
  readonly received: readonly Received[];
  /** What to answer from now on, by the number of the request. */
  readonly answerWith: (answer: (index: number) => Answer) => void;
};

/** A receiver of webhooks on loopback, for tests. */
export async function startLoopbackReceiver(): Promise<LoopbackReceiver> {
  const received: Received[] = [];
  let answer: (index: number) => Answer = () => ({ status: 204 });
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const how = answer(received.length);
    received.push({ path: request.url ?? "", headers: request.headers, body });
    if (how === "hang") return;
    if (how === "reset") request.socket.destroy();
    else response.writeHead(how.status, how.headers).end(how.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answerWith: (next) => {
      answer = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
