// One process of gateway-overhead.ts: `upstream`, `bare` or `gateway`, and where the upstream is. Says its port by message.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcp, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent } from "undici";
import { createFront } from "#lib/front/front";
import { createGateway } from "#lib/front/gateway";
import { createHttpServer } from "#lib/front/http-server";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";

const [role, origin = ""] = process.argv.slice(2);

const body = JSON.stringify(Array.from({ length: 10 }, (_, id) => ({ id, name: `Lock ${id}`, online: true })));
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Mon, 23 Nov 2026 12:00:00 GMT\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
);

/** As little as can stand for an upstream, so that it does not hold the others back. */
function createUpstream(): Server {
  return createTcp((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      for (let at = data.indexOf("\r\n\r\n"); at !== -1; at = data.indexOf("\r\n\r\n", at + 4)) socket.write(answer);
    });
  });
}

/** What undici and node:http cost by themselves. */
function createBareProxy(): Server {
  const agent = new Agent({ connections: 256, pipelining: 1 });
  return createHttp((request, response) => {
    const { method = "GET", url = "/" } = request;
    const headers = request.rawHeaders.filter(
      (_, index, all) => !/^(host|connection)$/i.test(all[index - (index % 2)] ?? ""),
    );
    agent
      .stream({ origin, method, path: url.slice("/kisi".length), headers }, (head) => {
        response.writeHead(head.statusCode, head.headers);
        return response;
      })
      .catch((error: unknown) => {
        console.error(error);
        response.destroy();
      });
  });
}

/** All that a call passes in Ajar, recorded durably; only Next is missing. */
async function createGatewayServer(): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), "ajar-bench-"));
  process.on("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  const env = readEnv({
    AJAR_DATA_DIR: dataDir,
    AJAR_GATEWAY_TOKEN: "gateway-token-of-this-bench",
    AJAR_LOG_LEVEL: "warn",
    AJAR_PACER: "off",
    KISI_BASE_URL: origin,
  });
  const app = await composeApp({ env, publicUrl: "http://127.0.0.1:3000", demo: false, version: "bench" });
  process.once("SIGTERM", () => void app.close().then(() => process.exit(0)));
  const missing = (_: IncomingMessage, response: ServerResponse) => void response.writeHead(404).end();
  const answering = {
    gateway: createGateway(app),
    live: missing,
    metrics: missing,
    ingest: () => false,
    next: missing,
  };
  const front = createFront({ app, ...answering, development: false });
  return createHttpServer((request, response) => void front(request, response), false);
}

const create = { upstream: createUpstream, bare: createBareProxy, gateway: createGatewayServer };
if (role !== "upstream" && role !== "bare" && role !== "gateway") throw new Error("say upstream, bare or gateway");
const server = await create[role]();
process.on("message", () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ cpuUs: user + system, rss, heapUsed });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
