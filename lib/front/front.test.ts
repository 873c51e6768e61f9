import { createServer, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createFront } from "#lib/front/front";
import type { HealthApp } from "#lib/front/health";
import type { App } from "#lib/server/app";
import { readEnv } from "#lib/server/env";

type Seen = { url: string | undefined; headers: Record<string, unknown> };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(
  variables: Record<string, string> = {},
  ping: () => Promise<void> = async () => {},
  lookedAtMs: number | null = null,
) {
  const seen: Seen[] = [];
  const app: Pick<App, "env"> & HealthApp = {
    env: readEnv(variables),
    store: { ping },
    log: { error: () => {} },
    alerts: { lookedAtMs: () => lookedAtMs },
    clock: { now: () => 1_000_000 },
  };
  const front = createFront({
    app,
    development: false,
    gateway: (_, response) => void response.end("gateway"),
    live: (_, response) => void response.end("live"),
    metrics: (_, response) => void response.end("metrics"),
    ingest: () => false,
    next: (request, response) => {
      seen.push({ url: request.url, headers: { ...request.headers } });
      response.end("page");
    },
  });
  const server = createServer((request, response) => void front(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { seen, port };
}

function send(port: number, path: string, method = "GET", headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on("error", reject);
    request.end();
  });
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString();
      socket.end();
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

test.each([
  ["/kisi/locks", "gateway"],
  ["/kisi/", "gateway"],
  ["/kisi", "gateway"],
  ["/kisi?limit=1", "gateway"],
  ["/kisi-like", "page"],
])("%s is for the %s", async (path, answer) => {
  const { port } = await serve();
  expect((await send(port, path)).text).toBe(answer);
});

test("an unknown Host gets 421 and reaches nothing, whatever the path", async () => {
  const { port, seen } = await serve();
  for (const path of ["/", "/healthz", "/api/v1/calls", "/_next/static/x.js"]) {
    const answer = await send(port, path, "GET", { host: `evil.example:${port}` });
    expect([answer.status, answer.headers["content-type"]]).toEqual([421, "application/problem+json"]);
  }
  expect(seen).toEqual([]);
});

test("two Host headers are refused", async () => {
  const { port, seen } = await serve();
  const answer = await sendRaw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(seen).toEqual([]);
});

test.each([
  [{}, "localhost:1234"],
  [{}, "LOCALHOST"],
  [{}, "[::1]:3000"],
  [{ AJAR_PUBLIC_URL: "https://ajar.example.com" }, "ajar.example.com"],
  [{ AJAR_ALLOWED_HOSTS: "10.0.0.5" }, "10.0.0.5:3000"],
  [{ AJAR_ALLOWED_HOSTS: "10.0.0.5:3000" }, "10.0.0.5:3000"],
])("with %j the Host %s is served", async (variables, host) => {
  const { port } = await serve(variables);
  expect((await send(port, "/", "GET", { host })).status).toBe(200);
});

test("a name allowed with one port is not allowed with another", async () => {
  const { port } = await serve({ AJAR_ALLOWED_HOSTS: "10.0.0.5:3000" });
  expect((await send(port, "/", "GET", { host: "10.0.0.5:3001" })).status).toBe(421);
});

test.each([
  ["POST", { "sec-fetch-site": "cross-site" }, 403],
  ["POST", { "sec-fetch-site": "same-site" }, 403],
  ["DELETE", { origin: "http://evil.example" }, 403],
  ["POST", { origin: "null" }, 403],
  ["POST", { "sec-fetch-site": "same-origin" }, 200],
  ["POST", { "sec-fetch-site": "none" }, 200],
  ["POST", {}, 200],
  ["GET", { "sec-fetch-site": "cross-site" }, 200],
])("%s with %j is answered %i", async (method, headers, status) => {
  const { port } = await serve();
  expect((await send(port, "/", method, headers)).status).toBe(status);
});

test("an Origin equal to the Host may write", async () => {
  const { port } = await serve();
  const headers = { host: `localhost:${port}`, origin: `http://localhost:${port}` };
  expect((await send(port, "/", "POST", headers)).status).toBe(200);
});

test.each([
  ["POST", "/api/v1/calls?last=1h", "GET, HEAD, OPTIONS"],
  ["DELETE", "/api/v1/calls/some-id", "GET, HEAD, OPTIONS"],
  ["PROPFIND", "/api/v1/integrations", "GET, HEAD, POST, OPTIONS"],
  ["PROPFIND", "/api/v9/nothing", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
])("%s %s gets a problem that says which methods are answered", async (method, path, allow) => {
  const { port, seen } = await serve();
  const answer = await send(port, path, method);
  expect(answer).toMatchObject({ status: 405, headers: { allow, "content-type": "application/problem+json" } });
  expect(JSON.parse(answer.text)).toMatchObject({ status: 405, detail: expect.stringContaining(method) });
  expect(seen).toEqual([]);
});

test.each([
  ["GET", "/api/v1/calls"],
  ["HEAD", "/api/v1/calls/some-id"],
  ["OPTIONS", "/api/v1/tokens/3"],
  ["PATCH", "/api/v9/nothing"],
  ["PROPFIND", "/apiary"],
])("%s %s is left to the pages and the API", async (method, path) => {
  const { port, seen } = await serve();
  await send(port, path, method);
  expect(seen).toHaveLength(1);
});

test("headers that the pages believe cannot be sent from outside", async () => {
  const { port, seen } = await serve();
  await send(port, "/", "GET", {
    "x-ajar-peer": "6.6.6.6",
    "x-ajar-path": "/elsewhere",
    "x-ajar-scheme": "https",
    "x-forwarded-for": "6.6.6.6",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-nonce": "mine",
    "x-middleware-subrequest": "middleware",
    "content-security-policy": "script-src 'nonce-mine'",
  });
  const headers = seen[0]?.headers ?? {};
  expect(headers).toMatchObject({ "x-ajar-peer": "127.0.0.1", "x-ajar-scheme": "http", "x-ajar-path": "/" });
  for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-middleware-subrequest"]) {
    expect(headers).not.toHaveProperty(name);
  }
  expect(JSON.stringify(headers)).not.toContain("mine");
});

test("behind a trusted proxy its last address and scheme count", async () => {
  const { port, seen } = await serve({ AJAR_TRUST_PROXY: "true" });
  await send(port, "/", "GET", { "x-forwarded-for": "6.6.6.6, 192.0.2.7", "x-forwarded-proto": "https" });
  expect(seen[0]?.headers).toMatchObject({ "x-ajar-peer": "192.0.2.7", "x-ajar-scheme": "https" });
});

test("a page's policy carries a nonce of its own, and the request has the same", async () => {
  const { port, seen } = await serve();
  const first = await send(port, "/");
  const second = await send(port, "/");
  const nonceOf = (policy: unknown) => /'nonce-([^']+)'/.exec(String(policy))?.[1];
  expect(nonceOf(first.headers["content-security-policy"])).toBe(seen[0]?.headers["x-nonce"]);
  expect(nonceOf(first.headers["content-security-policy"])).not.toBe(
    nonceOf(second.headers["content-security-policy"]),
  );
  expect(first.headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
});

test("health needs no session; readiness follows the store", async () => {
  const well = await serve();
  expect((await send(well.port, "/healthz")).status).toBe(200);
  expect((await send(well.port, "/readyz")).status).toBe(200);
  expect((await send(well.port, "/readyz", "POST")).status).toBe(405);
  const ill = await serve({}, async () => Promise.reject(new Error("disk gone")));
  const answer = await send(ill.port, "/readyz");
  expect(answer.status).toBe(503);
  expect(answer.text).not.toContain("disk gone");
  expect((await send(ill.port, "/healthz")).status).toBe(200);
});

test.each([
  [null, 503],
  [1_000_000, 200],
  [985_000, 200],
  [984_999, 503],
])("rules that were looked at last at %s make the alerts' health %i", async (lookedAtMs, status) => {
  const { port } = await serve({}, undefined, lookedAtMs);
  expect((await send(port, "/healthz/alerts")).status).toBe(status);
  expect((await send(port, "/healthz")).status).toBe(200);
});
