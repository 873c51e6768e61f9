// A process that a benchmark asks: `upstream`, `bare` or `ajar`, and where the upstream is. Says its port by message, and
// when asked, what it has used: `start-server.ts` starts it.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttp } from "node:http";
import { type AddressInfo, createServer as createTcp, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent } from "undici";
import { startAjar } from "#lib/front/start";
import { readEnv } from "#lib/server/env";
import { apiToken, gatewayToken, type Usage } from "./start-server.ts";

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

/** Ajar as it runs, recording durably and pacing nothing; only Next is missing. */
async function startWithoutNext(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "ajar-bench-"));
  process.on("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  const env = readEnv({
    AJAR_DATA_DIR: dataDir,
    AJAR_API_TOKEN: apiToken,
    AJAR_GATEWAY_TOKEN: gatewayToken,
    AJAR_LOG_LEVEL: "warn",
    AJAR_PACER: "off",
    KISI_BASE_URL: origin,
    PORT: "0",
  });
  const { address, stop } = await startAjar({
    env,
    development: false,
    demo: false,
    version: "bench",
    prepareNext: async () => (_, response) => void response.writeHead(404).end(),
  });
  process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
  return Number(new URL(address).port);
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

const start = {
  upstream: () => listen(createUpstream()),
  bare: () => listen(createBareProxy()),
  ajar: startWithoutNext,
};
if (role !== "upstream" && role !== "bare" && role !== "ajar") throw new Error("say upstream, bare or ajar");
const port = await start[role]();
process.on("message", () => {
  // First, so that the collection, which is of our making, does not count.
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ cpuUs: user + system, rss, heapUsed } satisfies Usage);
});
process.send?.(port);
