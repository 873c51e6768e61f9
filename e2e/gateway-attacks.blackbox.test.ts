import { readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectRaw, exchangeRaw } from "#lib/front/raw-client";
import { respond, startScriptedUpstream, until, write } from "#lib/outbound/scripted-upstream";
import { type AjarProcess, startAjar } from "./ajar-process";
import { askApi, callThrough, openTo, tokens } from "./gateway-client";

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
let evil: Awaited<ReturnType<typeof startScriptedUpstream>>;
let ajar: AjarProcess;
let port: number;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  evil = await startScriptedUpstream();
  ajar = await startAjar({ env: { ...openTo(upstream.origin), AJAR_LOG_LEVEL: "trace" } });
  port = Number(new URL(ajar.origin).port);
  // Next takes hold of the server with its first request.
  expect((await fetch(`${ajar.origin}/login`)).status).toBeLessThan(500);
});
afterAll(async () => {
  expect(evil.connectionsMade()).toBe(0);
  await ajar[Symbol.asyncDispose]();
  await Promise.all([upstream.close(), evil.close()]);
});

const request = (line: string, ...headers: readonly string[]) =>
  [line, "Host: localhost", `X-Ajar-Token: ${tokens.gateway}`, ...headers, "", ""].join("\r\n");

const websocket = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: eA==", "Sec-WebSocket-Version: 13"];

test.each([
  ["/", 307],
  ["/_next/hmr", 404],
  ["/kisi/upgrade", 200],
  ["http://EVIL/", 400],
  ["//EVIL/", 308],
])("an upgrade of %s is a plain request, answered by the front with %i", async (target, status) => {
  upstream.on("/upgrade", respond(200));
  const caller = connectRaw(port);
  caller.write(request(`GET ${target.replace("EVIL", `127.0.0.1:${evil.port}`)} HTTP/1.1`, ...websocket));
  expect(await caller.until((text) => text.includes("\r\n\r\n"))).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(caller.text()).not.toMatch(new RegExp(`^location: (https?:)?//127\\.0\\.0\\.1:${evil.port}`, "im"));
  caller.leave();
  const stranger = request("GET / HTTP/1.1", ...websocket).replace("Host: localhost", "Host: evil.example");
  const refused = connectRaw(port);
  refused.write(stranger);
  expect(await refused.until((text) => text.includes("\r\n\r\n"))).toMatch(/^HTTP\/1\.1 421 /);
  refused.leave();
});

test("nothing that a caller sends can forge a line of the log, or fill it", async () => {
  const canary = "canary-7f3a";
  const before = ajar.output().length;
  const odd = `${canary}\\r\\n{"level":60,"msg":"forged"}\x85\xe2\x80\xa8\x9b31m${"x".repeat(12_000)}`;
  upstream.on(`/${canary}?q=%0d%0a%1b[31m%E2%80%A8`, respond(500, canary));
  const path = `/kisi/${canary}?q=%0d%0a%1b[31m%E2%80%A8`;
  const sent = [`User-Agent: ${odd}`, `Authorization: KISI-LOGIN ${canary}`, "X-Ajar-Retries: 0", "Connection: close"];
  expect(await exchangeRaw(port, request(`GET ${path} HTTP/1.1`, ...sent))).toMatch(/^HTTP\/1\.1 500 /);
  await exchangeRaw(port, request("GET /kisi/../forged%0d%0a HTTP/1.1", `User-Agent: ${odd}`, "Connection: close"));
  const lines = ajar.output().slice(before).split("\n");
  for (const line of lines.filter((text) => text !== "")) expect(() => JSON.parse(line), line).not.toThrow();
  expect(ajar.output()).not.toContain(canary);
});

/** Resident memory of the server, in MiB. */
function residentMiB(): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${ajar.pid}/status`, "utf8")) ?? [];
  return Number(kibibytes) / 1_024;
}

test.skipIf(process.platform !== "linux").each([
  // Up to 10 MiB of each are taken in before it is refused; more than four at once would not all find room for that.
  [4, "uploads of 50 MB", uploadTooMuch],
  [20, "answers that would unpack to 400 MB", answerWithBombs],
  [20, "readers who stand still before 20 MB", standStill],
])("%i %s at once take little memory", async (count, _, attack) => {
  await attack(1);
  const before = residentMiB();
  await attack(count);
  expect(residentMiB() - before).toBeLessThan(150);
  upstream.on("/still-there", respond(200, "yes"));
  expect(await callThrough(ajar, "/still-there")).toMatchObject({ status: 200, body: "yes" });
});

async function uploadTooMuch(count: number): Promise<void> {
  const chunk = `100000\r\n${"x".repeat(2 ** 20)}\r\n`;
  const upload = async () => {
    const caller = connectRaw(port);
    caller.write(request("POST /kisi/upload HTTP/1.1", "Transfer-Encoding: chunked"));
    for (let sent = 0; sent < 50 && caller.isOpen(); sent += 1) {
      if (!caller.write(chunk)) await until(() => caller.socket.writableLength === 0 || !caller.isOpen());
    }
    expect(await caller.until((text) => text.includes("\r\n\r\n"))).toMatch(/^HTTP\/1\.1 413 /);
    caller.leave();
  };
  await Promise.all(Array.from({ length: count }, upload));
  expect(upstream.seenAt("/upload")).toEqual([]);
}

async function answerWithBombs(count: number): Promise<void> {
  const bomb = await zeros(400);
  const head = `HTTP/1.1 422 Boom\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: ${bomb.length}`;
  upstream.on("/bomb", write(`${head}\r\n\r\n${bomb.toString("latin1")}`));
  const answers = await Promise.all(
    Array.from({ length: count }, () =>
      exchangeRaw(port, request("GET /kisi/bomb HTTP/1.1", "X-Ajar-Retries: 0", "Connection: close")),
    ),
  );
  for (const answer of answers) {
    expect(answer.endsWith(bomb.toString("latin1"))).toBe(true);
    const id = /^X-Ajar-Call: (.*)\r$/m.exec(answer)?.[1];
    expect(await askApi(ajar, `/calls/${id}`)).toMatchObject({ call: { status: 422, outcome: "client_error" } });
  }
}

async function zeros(mebibytes: number): Promise<Buffer> {
  const mebibyte = Buffer.alloc(2 ** 20);
  const packed: Buffer[] = [];
  const gzip = createGzip();
  await pipeline(
    Array.from({ length: mebibytes }, () => mebibyte),
    gzip,
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) packed.push(chunk);
    },
  );
  return Buffer.concat(packed);
}

async function standStill(count: number): Promise<void> {
  upstream.on("/list", respond(200, "x".repeat(20 * 2 ** 20)));
  const seenBefore = upstream.seenAt("/list").length;
  const callers = Array.from({ length: count }, () => connectRaw(port));
  for (const { socket, write: send } of callers) {
    socket.pause();
    send(request("GET /kisi/list HTTP/1.1"));
  }
  await until(() => upstream.seenAt("/list").length === seenBefore + count);
  // Long enough for what is not held back to be read in.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  for (const caller of callers) caller.leave();
}
