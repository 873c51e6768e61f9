import { afterAll, beforeAll, expect, test } from "vitest";
import { gatewayToken, startGateway, storedAuthorization } from "#lib/front/gateway-fixture";
import { connectRaw, exchangeRaw } from "#lib/front/raw-client";
import { respond, startScriptedUpstream } from "#lib/outbound/scripted-upstream";

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  gateway = await startGateway({ origin: upstream.origin });
});
afterAll(async () => {
  expect(gateway.unexpected).toEqual([]);
  await gateway.close();
  await upstream.close();
});

const ask = (what: string, ...headers: readonly string[]) =>
  [
    `${what} HTTP/1.1`,
    "Host: localhost",
    `X-Ajar-Token: ${gatewayToken}`,
    "Connection: close",
    ...headers,
    "",
    "",
  ].join("\r\n");

/** Sends one request to `path` below `/kisi`, and returns what the upstream saw, but for the host and connection lines. */
async function seenUpstream(
  path: string,
  method: string,
  headers: readonly string[],
  ...body: (string | Uint8Array)[]
) {
  upstream.on(path, respond(200));
  const answer = await exchangeRaw(gateway.port, ask(`${method} /kisi${path}`, ...headers), ...body);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  const seen = upstream.seenAt(path).at(-1);
  const [line = "", host, connection, ...rest] = seen?.head.split("\r\n") ?? [];
  expect(host).toBe(`host: 127.0.0.1:${upstream.port}`);
  expect(connection).toMatch(/^connection: (keep-alive|close)$/);
  return { line, headers: rest, body: seen?.body };
}

test.each([
  "/locks?limit=10&offset=0",
  '/users?ids[]=1&ids[]=2&q={a|b}^`"<>\\',
  "/users?query=%C3%A9%20%2F%2e%2e%00+a%zz%",
  "/users?q=..//../&a=1;b=2&a&=&&a=1?b=2",
  "/users?",
  "/users/%C3%A9t%C3%A9%20x%2525;v=1,2/a:b@c!$'()*+~",
  "/",
])("%s stands on the request line as it came", async (path) => {
  expect((await seenUpstream(path, "GET", [])).line).toBe(`GET ${path} HTTP/1.1`);
});

test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "QUERY"])(
  "%s is passed on",
  async (method) => {
    expect((await seenUpstream("/any", method, [])).line).toBe(`${method} /any HTTP/1.1`);
  },
);

test("headers keep their order, case, repeats and bytes, and nothing is added", async () => {
  const headers = [
    "x-zed: 1",
    "Authorization: KISI-LOGIN abc",
    "X-ZED: 2",
    "Accept-Encoding: gzip, br",
    "Cookie: a=1; b=2",
    "x-word: na\xefve \xff\x80",
    "X-Forwarded-For: 203.0.113.9",
    'If-None-Match: W/"1"',
    "X-Empty: ",
    "cookie: c=3",
    "User-Agent: Faraday v2.9",
    "X-zed: 3",
  ];
  expect((await seenUpstream("/headers", "GET", headers)).headers).toEqual(headers);
});

test("everything of Ajar's own, and of the connection to it, stays here", async () => {
  const own = ["X-Ajar-Retries: 0", "x-ajar-deadline: 9000", "X-AJAR-REPEAT-SAFE: true", "X-Ajar-Made-Up: 1"];
  const hops = [
    "Keep-Alive: 5",
    "TE: trailers",
    "Proxy-Authorization: Basic eA==",
    "Proxy-Connection: close",
    "Trailer: X-T",
  ];
  const { headers } = await seenUpstream("/own", "GET", [...own, ...hops, "X-Kept: 1"]);
  expect(headers).toEqual(["X-Kept: 1"]);
});

test("2,500 headers are all passed on", async () => {
  const headers = Array.from({ length: 2_500 }, (_, index) => `a:${index % 10}`);
  expect((await seenUpstream("/many", "GET", headers)).headers).toHaveLength(2_500);
});

const everyByte = Uint8Array.from({ length: 1_024 }, (_, index) => index % 256);

test.each<[string, Uint8Array]>([
  ["JSON with its spaces and its order", Buffer.from('{ "b" : 1.0,\r\n\t"a":"\\u00e9é" }')],
  ["bytes of every value", everyByte],
  ["ten megabytes", Buffer.alloc(10 * 2 ** 20, everyByte)],
])("a body of %s arrives as it is", async (_, body) => {
  const headers = ["Content-Type: application/json", `Content-Length: ${body.length}`];
  const seen = await seenUpstream("/body", "POST", headers, body);
  expect(seen.headers).toEqual(["Content-Type: application/json", `content-length: ${body.length}`]);
  expect(seen.body === Buffer.from(body).toString("latin1")).toBe(true);
});

test("a chunked body arrives whole, with its length", async () => {
  const chunks = ['4\r\n{"a"\r\n', "3;ext=1\r\n:1}\r\n", "0\r\nX-Trailer: 1\r\n\r\n"];
  const seen = await seenUpstream("/chunks", "POST", ["Transfer-Encoding: chunked", "X-A: 1"], ...chunks);
  expect(seen).toMatchObject({ headers: ["X-A: 1", "content-length: 7"], body: '{"a":1}' });
});

test("a GET or DELETE may have a body, a POST may have none", async () => {
  for (const method of ["GET", "DELETE"]) {
    expect(await seenUpstream("/odd", method, ["Content-Length: 2"], "{}")).toMatchObject({ body: "{}" });
  }
  expect((await seenUpstream("/odd", "POST", [])).headers).toEqual(["content-length: 0"]);
});

test("a body that waits to be asked for is asked for, once its caller is known", async () => {
  upstream.on("/continue", respond(200, "done"));
  const caller = connectRaw(gateway.port);
  caller.write(ask("POST /kisi/continue", "Expect: 100-continue", "Content-Length: 2"));
  expect(await caller.until((text) => text.includes("\r\n\r\n"))).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  caller.write("{}");
  expect((await caller.untilEnd()).text).toMatch(/200 Said so\r\n[\s\S]*done$/);
  expect(upstream.seenAt("/continue")[0]).toMatchObject({ body: "{}", head: expect.not.stringMatching(/expect/i) });

  const stranger = ask("POST /kisi/continue", "Expect: 100-continue", "Content-Length: 2").replace(
    gatewayToken,
    "wrong",
  );
  const refused = await exchangeRaw(gateway.port, stranger.replace("Connection: close\r\n", ""));
  expect(refused).toMatch(/^HTTP\/1\.1 401 [\s\S]*\r\nconnection: close\r\n/i);
  expect(refused).not.toContain("100 Continue");
});

test("the stored key and the partner's headers are added where the caller sent none, and only there", async () => {
  const caller = { authorization: storedAuthorization, identifier: "acme-sync", contact: "dev@acme.example" };
  const own = await startGateway({ origin: upstream.origin, caller });
  upstream.on("/added", respond(200));
  await exchangeRaw(own.port, ask("GET /kisi/added", "X-A: 1"));
  const sent = ["AUTHORIZATION: Bearer x", "x-kisi-integration-identifier: mine", "X-Kisi-Integration-Contact: "];
  await exchangeRaw(own.port, ask("GET /kisi/added", ...sent));
  const [none, all] = upstream.seenAt("/added").map(({ head }) => head.split("\r\n").slice(3));
  expect(none).toEqual([
    "X-A: 1",
    `Authorization: ${storedAuthorization}`,
    "X-Kisi-Integration-Identifier: acme-sync",
    "X-Kisi-Integration-Contact: dev@acme.example",
  ]);
  expect(all).toEqual(sent);
  await own.close();
});

test("a token in the path opens the gateway, and is not seen upstream", async () => {
  upstream.on("/in-path?x=1", respond(200));
  const head = ask(`GET /kisi/t/${gatewayToken}/in-path?x=1`).replace(/X-Ajar-Token.*\r\n/, "");
  expect(await exchangeRaw(gateway.port, head)).toMatch(/^HTTP\/1\.1 200 /);
  expect(upstream.seenAt("/in-path?x=1")[0]?.head).not.toContain(gatewayToken);
});

test("the release of the caller is told, stays here, and is refused if it is none", async () => {
  const { headers } = await seenUpstream("/released", "GET", ["X-Ajar-Release: v1.4.2"]);
  expect(headers.join("\n")).not.toContain("v1.4.2");
  expect(gateway.releases).toEqual([{ release: "v1.4.2", integration: expect.any(String) }]);
  const answer = await exchangeRaw(gateway.port, ask("GET /kisi/locks", `X-Ajar-Release: ${"x".repeat(101)}`));
  expect(answer).toContain("X-Ajar-Release must be");
});
