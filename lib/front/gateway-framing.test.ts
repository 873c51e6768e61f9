import { afterAll, expect, test } from "vitest";
import { ofAjar, request, startAttackedGateway } from "#lib/front/attack-fixture";
import { storedAuthorization } from "#lib/front/gateway-fixture";
import { connectRaw } from "#lib/front/raw-client";
import { respond, write } from "#lib/outbound/scripted-upstream";

const { upstream, gateway, evilHost, attack, close } = await startAttackedGateway();
afterAll(close);

test.each([
  ["absolute form", "GET http://EVIL/kisi/locks HTTP/1.1"],
  ["absolute form of this host", "GET http://localhost/kisi/locks HTTP/1.1"],
  ["absolute form, https", "GET https://EVIL/ HTTP/1.1"],
  ["asterisk form", "OPTIONS * HTTP/1.1"],
  ["TRACE, which would repeat the stored key", "TRACE /kisi/locks HTTP/1.1"],
  ["TRACE elsewhere", "TRACE / HTTP/1.1"],
  ["CONNECT", "CONNECT EVIL HTTP/1.1"],
  ["a method that is none", "G@T /kisi/locks HTTP/1.1"],
  ["a target without a slash", "GET kisi/locks HTTP/1.1"],
  ["no version", "GET /kisi/locks"],
  ["HTTP/0.9", "GET /kisi/locks HTTP/0.9"],
  ["HTTP/2", "GET /kisi/locks HTTP/2.0"],
  ["HTTP/1.2", "GET /kisi/locks HTTP/1.2"],
])("%s is refused, and reaches nobody", async (_, line) => {
  const { status, answer, arrived, passedBy } = await attack(request(line.replaceAll("EVIL", evilHost)));
  expect([400, 405, 421, 505]).toContain(status);
  expect(answer).toMatch(ofAjar);
  expect({ arrived, passedBy }).toEqual({ arrived: [], passedBy: [] });
  expect(answer).not.toContain("the-stored-key");
});

const smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

test.each<[string, string, string[], string]>([
  ["CL and TE", "POST", ["Content-Length: 4", "Transfer-Encoding: chunked"], `0\r\n\r\n${smuggled}`],
  ["TE and CL", "POST", ["Transfer-Encoding: chunked", "Content-Length: 4"], `0\r\n\r\n${smuggled}`],
  ["two lengths", "POST", ["Content-Length: 0", "Content-Length: 40"], smuggled],
  ["two equal lengths", "POST", ["Content-Length: 2", "Content-Length: 2"], "{}"],
  ["a list of lengths", "POST", ["Content-Length: 0, 40"], smuggled],
  ["a signed length", "POST", ["Content-Length: +4"], "{}{}"],
  ["a negative length", "POST", ["Content-Length: -1"], "{}"],
  ["a hex length", "POST", ["Content-Length: 0x4"], "{}{}"],
  ["a length with a space in it", "POST", ["Content-Length: 1 0"], "{}{}{}{}{}"],
  ["a space before the colon", "POST", ["Content-Length : 4"], "{}{}"],
  ["TE: xchunked", "POST", ["Transfer-Encoding: xchunked"], `0\r\n\r\n${smuggled}`],
  ["TE: chunked, identity", "POST", ["Transfer-Encoding: chunked, identity"], `0\r\n\r\n${smuggled}`],
  ["TE: identity with a length", "POST", ["Transfer-Encoding: identity", "Content-Length: 2"], "{}"],
  ["two TE", "POST", ["Transfer-Encoding: chunked", "Transfer-Encoding: x"], `0\r\n\r\n${smuggled}`],
  ["TE with a vertical tab", "POST", ["Transfer-Encoding: \x0bchunked"], `0\r\n\r\n${smuggled}`],
  ["TE with a space before the colon", "POST", ["Transfer-Encoding : chunked"], `0\r\n\r\n${smuggled}`],
  ["a folded TE", "POST", ["Transfer-Encoding:\r\n chunked", "Content-Length: 4"], `0\r\n\r\n${smuggled}`],
  ["a folded header", "GET", ["X-A: 1\r\n X-Ajar-Token: 2"], ""],
  ["a bare LF between headers", "GET", ["X-A: 1\nX-B: 2"], ""],
  ["a bare CR in a header", "GET", ["X-A: 1\rX-B: 2"], ""],
  ["NUL in a header", "GET", ["X-A: 1\x002"], ""],
  ["a control character in a name", "GET", ["X-\x01A: 1"], ""],
  ["a name with a space", "GET", ["X A: 1"], ""],
  ["an empty name", "GET", [": 1"], ""],
  ["two Hosts", "GET", ["Host: EVIL"], ""],
  ["an unknown expectation", "POST", ["Expect: 200-ok", "Content-Length: 0"], ""],
  ["a header of 20 KB", "GET", [`X-A: ${"a".repeat(20_000)}`], ""],
  ["a path of 20 KB", `GET /kisi/${"a".repeat(20_000)}`, [], ""],
])("%s: nothing reaches the upstream", async (_, method, headers, body) => {
  const line = method.includes(" ") ? `${method} HTTP/1.1` : `${method} /kisi/locks HTTP/1.1`;
  const { status, answer, arrived, passedBy } = await attack(
    request(line, ...headers.map((header) => header.replaceAll("EVIL", evilHost))) + body,
  );
  expect([400, 413, 417, 421, 431]).toContain(status);
  expect(answer).toMatch(ofAjar);
  expect({ arrived, passedBy }).toEqual({ arrived: [], passedBy: [] });
});

test.each<[string, string]>([
  ["a chunk size that overflows", "fffffffffffffffff\r\nx\r\n0\r\n\r\n"],
  ["a chunk size with a minus", "-1\r\nx\r\n0\r\n\r\n"],
  ["a chunk longer than it says", `1\r\n{}\r\n0\r\n\r\n${smuggled}`],
  ["a bare LF behind a chunk size", `2\n{}\r\n0\r\n\r\n${smuggled}`],
  ["a bare LF behind a chunk", `2\r\n{}\n0\r\n\r\n${smuggled}`],
  ["a chunk extension with a line feed", `2;a\nb\r\n{}\r\n0\r\n\r\n${smuggled}`],
])("%s: nothing reaches the upstream", async (_, body) => {
  const { arrived } = await attack(request("POST /kisi/locks HTTP/1.1", "Transfer-Encoding: chunked") + body);
  expect(arrived).toEqual([]);
});

test("what stands behind a body is a request of its own, with its own checks", async () => {
  upstream.on("/groups", respond(201));
  const first = request("POST /kisi/groups HTTP/1.1", "Content-Length: 2").replace("Connection: close\r\n", "");
  const { answer, arrived } = await attack(
    `${first}{}${smuggled.replace("/smuggled", "/kisi/smuggled").replace("Host: x", "Host: localhost\r\nConnection: close")}`,
  );
  expect(answer.match(/HTTP\/1\.1 \d{3}/g)).toEqual(["HTTP/1.1 201", "HTTP/1.1 401"]);
  expect(arrived.map(({ path }) => path)).toEqual(["/groups"]);
});

test("headers that Connection names go no further, and neither does an upgrade", async () => {
  upstream.on("/locks", respond(200));
  const headers = ["Connection: X-Secret, authorization, Upgrade", "X-Secret: 1", "X-Kept: 1", "Upgrade: websocket"];
  const { status, answer, arrived } = await attack(
    request("GET /kisi/locks HTTP/1.1", ...headers, "Authorization: Mine x"),
  );
  expect([status, answer]).toEqual([200, expect.not.stringMatching(/switching/i)]);
  expect(arrived[0]?.head.split("\r\n").slice(3)).toEqual(["X-Kept: 1", `Authorization: ${storedAuthorization}`]);
});

test("an upgrade elsewhere passes the same checks as any request", async () => {
  const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: eA==", "Sec-WebSocket-Version: 13"];
  const strange = request("GET /_next/hmr HTTP/1.1", ...upgrade).replace("Host: localhost", `Host: ${evilHost}0`);
  expect(await attack(strange)).toMatchObject({ status: 421, passedBy: [] });
});

test("garbage behind a request whose answer is on its way ends the connection, and is never read as part of it", async () => {
  const connection = connectRaw(gateway.port);
  upstream.on("/half", write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
  connection.write(request("GET /kisi/half HTTP/1.1").replace("Connection: close\r\n", ""));
  await connection.until((text) => text.includes("half"));
  connection.write("B@D\r\n\r\n");
  const { text } = await connection.untilEnd();
  expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
});
