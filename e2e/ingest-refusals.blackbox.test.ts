import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { harOf } from "#lib/ingest/sample-har";
import { askApi, openTo, tokens } from "./gateway-client";
import {
  entry,
  har,
  ingest,
  json,
  lines,
  ndjson,
  record,
  send,
  sendFine,
  startForIngest,
  upstreamUrl,
} from "./ingest-client";

const bomb = new Uint8Array(gzipSync(Buffer.alloc(300 * 1_048_576, " ")));

let server: Awaited<ReturnType<typeof startForIngest>>;

beforeAll(async () => {
  server = await startForIngest(openTo(upstreamUrl));
});
afterAll(() => server.close());

test.each([
  ["no token", null, 401],
  ["an unknown token", "ajar_nobody", 401],
  ["a gateway token", tokens.gateway, 401],
])("%s opens none of the three", async (_, token, status) => {
  for (const path of [ingest, har, "/v1/traces"]) {
    const response = await send(server.ajar, path, "[]", { type: json, token });
    expect(response.status, path).toBe(status);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
  }
});

test("a token without the scope ingest is refused", async () => {
  for (const path of [ingest, har, "/v1/traces"]) {
    const response = await send(server.ajar, path, "[]", { type: json, token: server.readToken });
    expect(response.status, path).toBe(403);
  }
});

test("a signed-in browser may upload a file, and nothing but that, and from no other site", async () => {
  const body = harOf(entry("/logins"));
  const cookie = { cookie: server.cookie };
  const asBrowser = (path: string, site: string) =>
    send(server.ajar, path, body, { type: json, token: null, headers: { ...cookie, "sec-fetch-site": site } });
  expect((await asBrowser(har, "same-origin")).status).toBe(200);
  expect((await asBrowser(har, "cross-site")).status).toBe(403);
  expect((await asBrowser(har, "same-site")).status).toBe(403);
  expect((await asBrowser(ingest, "same-origin")).status).toBe(401);
  expect((await asBrowser("/v1/traces", "same-origin")).status).toBe(401);
  expect((await send(server.ajar, har, body, { type: json, headers: cookie, token: "wrong" })).status).toBe(401);
});

test.each([
  ["another content type", ingest, "a=1", { type: "application/x-www-form-urlencoded" }, 415],
  ["another content type for a HAR", har, "{}", { type: "text/plain" }, 415],
  ["another content type for traces", "/v1/traces", "{}", { type: "text/plain" }, 415],
  ["another encoding", ingest, "[]", { type: json, headers: { "content-encoding": "br" } }, 400],
  ["gzip that is none", ingest, "[]", { type: json, headers: { "content-encoding": "gzip" } }, 400],
  ["an array without its end", ingest, `[${JSON.stringify(record())}`, { type: json }, 400],
  ["a parameter that is none", `${ingest}?source=x`, "[]", { type: json }, 400],
  ["a host that is none", `${har}?host=a/b`, "{}", { type: json }, 400],
  ["JSON that is no HAR", har, "{}", { type: json }, 400],
  ["a form without a boundary", har, "x", { type: "multipart/form-data" }, 400],
  ["a form that is none", har, "x", { type: "multipart/form-data; boundary=b" }, 400],
  ["a form without a file", har, "--b--\r\n", { type: "multipart/form-data; boundary=b" }, 400],
  [
    "a form cut off",
    har,
    `--b\r\nContent-Disposition: form-data; name="f"; filename="a.har"\r\n\r\n{"log":{"entries":[`,
    { type: "multipart/form-data; boundary=b" },
    400,
  ],
  ["too deep a body", ingest, "[".repeat(200_000), { type: json }, 400],
  ["too large a body", ingest, " ".repeat(17 * 1_048_576), { type: json }, 413],
  ["too many records", ingest, "0\n".repeat(10_001), { type: ndjson }, 413],
  ["too large a batch of spans", "/v1/traces", " ".repeat(9 * 1_048_576), { type: json }, 413],
])("%s is refused, and says what is wrong", async (_, path, body, sent, status) => {
  const response = await send(server.ajar, path, body, sent);
  expect(response.status).toBe(status);
  const { detail, message } = (await response.json()) as { detail?: string; message?: string };
  expect(detail ?? message).toMatch(/\w{3,} .{10,}/);
});

test.each([
  [ingest, json],
  [har, json],
  ["/v1/traces", "application/x-protobuf"],
])("a bomb of gzip is refused at %s before it is unpacked", async (path, type) => {
  const response = await send(server.ajar, path, bomb, { type, headers: { "content-encoding": "gzip" } });
  expect([400, 413]).toContain(response.status);
  expect((await fetch(`${server.ajar.origin}/healthz`)).status).toBe(200);
});

test.each(["GET", "PUT", "DELETE"])("%s is told that only POST is answered", async (method) => {
  for (const path of [ingest, har, "/v1/traces"]) {
    const response = await fetch(`${server.ajar.origin}${path}`, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  }
});

test("of a body that breaks off nothing is stored", async () => {
  const { port, hostname } = new URL(server.ajar.origin);
  const body = lines(record({ url: "/broken-off" }), "");
  const socket = connect(Number(port), hostname);
  const head = [`POST ${ingest} HTTP/1.1`, `Host: ${hostname}`, `Authorization: Bearer ${tokens.api}`];
  socket.write([...head, `Content-Type: ${ndjson}`, `Content-Length: ${body.length + 9}`, "", body].join("\r\n"));
  await new Promise<void>((resolve) => socket.end(resolve));
  await new Promise((resolve) => socket.once("close", resolve).resume());
  expect(await sendFine(server.ajar, ingest, lines(record({ url: "/whole" })), { type: ndjson })).toMatchObject({
    accepted: 1,
  });
  const { data } = await askApi<{ readonly data: readonly unknown[] }>(server.ajar, "/calls?last=1h&q=/broken-off");
  expect(data).toEqual([]);
});
