import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { gatewayToken, startGateway, storedAuthorization } from "#lib/front/gateway-fixture";
import { connectRaw, exchangeRaw } from "#lib/front/raw-client";
import { respond, startScriptedUpstream, write } from "#lib/outbound/scripted-upstream";

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
/** Where every attack would like to arrive. */
let evil: Awaited<ReturnType<typeof startScriptedUpstream>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let evilHost: string;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  evil = await startScriptedUpstream();
  evilHost = `127.0.0.1:${evil.port}`;
  gateway = await startGateway({ origin: upstream.origin, caller: { authorization: storedAuthorization } });
});
beforeEach(() => {
  gateway.passedBy.length = 0;
});
afterAll(async () => {
  expect(evil.connectionsMade()).toBe(0);
  expect(gateway.unexpected).toEqual([]);
  await gateway.close();
  await Promise.all([upstream.close(), evil.close()]);
});

const token = `X-Ajar-Token: ${gatewayToken}`;
const request = (line: string, ...headers: readonly string[]) =>
  [line, "Host: localhost", token, ...headers, "Connection: close", "", ""].join("\r\n");

/** Sends it, and returns the status line with what reached the upstream and Next because of it. */
async function attack(...data: readonly string[]) {
  const before = upstream.seen().length;
  const answer = await exchangeRaw(gateway.port, ...data);
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);
  return { status, answer, arrived: upstream.seen().slice(before), passedBy: [...gateway.passedBy] };
}

const refusedPaths = [
  "/kisi//EVIL/",
  "/kisi///EVIL/",
  "/kisi/\\EVIL/",
  "/kisi/\\\\EVIL/",
  "/kisi/%2f%2fEVIL/",
  "/kisi/%2FEVIL",
  "/kisi/%5c%5cEVIL/",
  "/kisi/..//EVIL/",
  "/kisi/../../EVIL",
  "/kisi/./locks",
  "/kisi/%2e%2e/%2e%2e/EVIL",
  "/kisi/.%2e/EVIL",
  "/kisi/%2E%2E%2fEVIL",
  "/kisi/..%2f..%2fEVIL",
  "/kisi/..%5c..%5cEVIL",
  "/kisi/..;/EVIL",
  "/kisi/locks/..",
  "/kisi/locks%00",
  "/kisi/locks%0d%0aHost:%20EVIL",
  "/kisi/locks%0aX:1",
  "/kisi/locks%1f",
  "/kisi/locks%7f",
  "/kisi/http://EVIL/",
  "/kisi/locks#@EVIL/",
  `/kisi/t/${gatewayToken}//EVIL/`,
  `/kisi/t/${gatewayToken}/../EVIL`,
  "/kisi/l\xf6cks",
];

/** A refusal that nobody can take for Kisi's. */
const ofAjar = /^HTTP\/1\.1 \d{3} .*\r\nX-Ajar-Answer: true\r\n.*"detail":"/s;

test.each(refusedPaths)("%s is refused, and reaches nobody", async (path) => {
  const { status, answer, arrived, passedBy } = await attack(
    request(`GET ${path.replaceAll("EVIL", evilHost)} HTTP/1.1`),
  );
  expect({ status, arrived, passedBy }).toEqual({ status: 400, arrived: [], passedBy: [] });
  expect(answer).toMatch(ofAjar);
});

/** Names of another host that stand where only a path can be meant: they go to the upstream as a path, or nowhere. */
test.each([
  "/kisi/@EVIL/",
  "/kisi/:80@EVIL/",
  "/kisi/user:password@EVIL/",
  "/kisi/.EVIL/",
  "/kisi/%40EVIL/",
  "/kisi/;@EVIL/",
  "/kisi/?x=http://EVIL/",
  "/kisi/?@EVIL",
  "/kisi/[::1]:EVIL/",
])("%s is a path of the upstream's", async (path) => {
  const whole = path.replaceAll("EVIL", evilHost);
  const { status, arrived } = await attack(request(`GET ${whole} HTTP/1.1`));
  expect(status).toBe(404);
  expect(arrived.map((seen) => [seen.path, hostsOf(seen.head)])).toEqual([
    [whole.slice("/kisi".length), [`127.0.0.1:${upstream.port}`]],
  ]);
});

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

test.each([
  "evil.example",
  "evil.example:80",
  "127.0.0.1.evil.example",
  "localhost.evil.example:3000",
  "127.0.0.1:1@evil.example",
  "",
])("Host %j is not served, with whatever Origin", async (host) => {
  for (const path of ["/kisi/locks", "/", "/healthz", "/api/v1/calls"]) {
    const strange = request(`GET ${path} HTTP/1.1`, `Origin: http://${host}`).replace(
      "Host: localhost",
      `Host: ${host}`,
    );
    const { status, answer, arrived, passedBy } = await attack(strange);
    expect({ status, arrived, passedBy }, path).toEqual({ status: 421, arrived: [], passedBy: [] });
    expect(answer).toMatch(/\r\nX-Ajar-Answer: true\r\n/);
  }
});

test("HTTP/1.0 without a Host is not served", async () => {
  const old = request("GET /kisi/locks HTTP/1.0").replace("Host: localhost\r\n", "");
  expect(await attack(old)).toMatchObject({ status: 421, arrived: [] });
});

test("HTTP/1.1 without a Host is no request", async () => {
  const bare = request("GET /kisi/locks HTTP/1.1").replace("Host: localhost\r\n", "");
  const { status, answer, arrived } = await attack(bare);
  expect({ status, arrived }).toEqual({ status: 400, arrived: [] });
  expect(answer).toMatch(ofAjar);
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

test.each([301, 302, 303, 307, 308])("a %i to somewhere else is handed back, and nobody goes there", async (status) => {
  const location = `http://${evilHost}/kisi/locks`;
  upstream.on("/moved", respond(status, "gone", [`Location: ${location}`]));
  const body = '{"pin":"1234"}';
  const answered = await attack(request("POST /kisi/moved HTTP/1.1", `Content-Length: ${body.length}`) + body);
  expect(answered.status).toBe(status);
  expect(answered.answer).toContain(`\r\nLocation: ${location}\r\n`);
  expect(answered.arrived).toHaveLength(1);
});

test.each([
  ["no token", []],
  ["a wrong token", ["X-Ajar-Token: gateway-token-of-these-testz"]],
  ["a token with something behind it", [`X-Ajar-Token: ${gatewayToken}x`]],
  ["the token as Bearer", [`Authorization: Bearer ${gatewayToken}`]],
  ["the token as a cookie", [`Cookie: X-Ajar-Token=${gatewayToken}`]],
  ["the token in the query", []],
])("%s opens nothing", async (what, headers) => {
  const path = what.includes("query") ? `/kisi/locks?x-ajar-token=${gatewayToken}` : "/kisi/locks";
  const plain = request(`GET ${path} HTTP/1.1`, ...headers).replace(`${token}\r\n`, "");
  const { status, answer, arrived } = await attack(plain);
  expect({ status, arrived }).toEqual({ status: 401, arrived: [] });
  expect(answer).toMatch(/\r\nX-Ajar-Answer: true\r\n/);
});

test("a page of another site cannot write through the gateway, even with a token in the path", async () => {
  const path = `/kisi/t/${gatewayToken}/locks/1/unlock`;
  for (const headers of [["Sec-Fetch-Site: cross-site"], ["Origin: http://evil.example"], ["Origin: null"]]) {
    const { status, arrived } = await attack(request(`POST ${path} HTTP/1.1`, ...headers, "Content-Length: 0"));
    expect({ status, arrived }).toEqual({ status: 403, arrived: [] });
  }
});

test("whatever stands behind /kisi/ goes to the upstream as it is, or nowhere", async () => {
  const odd = fc.constantFrom(
    "/",
    "\\",
    "..",
    ".",
    "%2f",
    "%5C",
    "%2e",
    "@",
    ":",
    "#",
    "?",
    "//",
    ";",
    "http:",
    evilHost,
    "x",
    "%",
    "\t",
    "\xe9",
  );
  const paths = fc.array(fc.oneof(odd, fc.string({ unit: "binary-ascii", maxLength: 3 })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(paths, async (pieces) => {
      const path = `/${pieces.join("")}`;
      const { status, arrived, passedBy } = await attack(request(`GET /kisi${path} HTTP/1.1`));
      expect(passedBy).toEqual([]);
      for (const seen of arrived) {
        // Node's parser takes more than one space before the version.
        expect([seen.path, hostsOf(seen.head)]).toEqual([path.replace(/ +$/, ""), [`127.0.0.1:${upstream.port}`]]);
      }
      expect(arrived.length === 0 ? status : 404).toBeOneOf([400, 404, 505]);
    }),
    { numRuns: 300 },
  );
});

function hostsOf(head: string): string[] {
  return [...head.matchAll(/^host: (.*)\r?$/gim)].map(([, host]) => host ?? "");
}
