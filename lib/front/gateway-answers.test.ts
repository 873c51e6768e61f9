import type { Socket } from "node:net";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gatewayToken, startGateway } from "#lib/front/gateway-fixture";
import { connectRaw, exchangeRaw } from "#lib/front/raw-client";
import {
  close,
  hang,
  inHand,
  inTurn,
  reset,
  startScriptedUpstream,
  until,
  write,
} from "#lib/outbound/scripted-upstream";

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
  [`${what} HTTP/1.1`, "Host: localhost", `X-Ajar-Token: ${gatewayToken}`, ...headers, "", ""].join("\r\n");
const askOnce = (what: string, ...headers: readonly string[]) => ask(what, ...headers, "Connection: close");

/** What Ajar adds, and what belongs to the connection between it and the caller. */
const added = /^(X-Ajar-Call|X-Ajar-Attempts|Connection|Keep-Alive|Transfer-Encoding): /;

function partsOf(answer: string) {
  const headEnd = answer.indexOf("\r\n\r\n");
  const lines = answer.slice(0, headEnd).split("\r\n");
  return {
    lines: lines.filter((line) => !added.test(line)),
    added: lines.filter((line) => added.test(line)),
    body: answer.slice(headEnd + 4),
  };
}

/** Brings `Transfer-Encoding: chunked` back to what it carries. */
function unchunked(body: string): string {
  let rest = body;
  let whole = "";
  for (;;) {
    const [size = ""] = rest.split("\r\n", 1);
    const length = Number.parseInt(size, 16);
    if (length === 0) return whole;
    whole += rest.slice(size.length + 2, size.length + 2 + length);
    rest = rest.slice(size.length + 2 + length + 2);
  }
}

const zipped = gzipSync('[{"id":1,"name":"Front door"}]').toString("latin1");
const everyByte = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));

test.each<[string, string, string[], string]>([
  ["a JSON answer", "GET", ["HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 2"], "[]"],
  ["gzip, undecoded", "GET", ["HTTP/1.1 200 OK", "Content-Encoding: gzip", `Content-Length: ${zipped.length}`], zipped],
  ["every byte there is", "GET", ["HTTP/1.1 200 OK", "Content-Length: 256"], everyByte],
  ["HEAD keeps the length of what is not sent", "HEAD", ["HTTP/1.1 200 OK", "Content-Length: 1234567"], ""],
  ["HEAD without a length", "HEAD", ["HTTP/1.1 200 OK", "X-A: 1"], ""],
  ["204", "DELETE", ["HTTP/1.1 204 No Content", "X-Request-Id: abc"], ""],
  [
    "304 with the length that it would have",
    "GET",
    ["HTTP/1.1 304 Not Modified", 'ETag: "x"', "Content-Length: 99"],
    "",
  ],
  ["an empty body", "GET", ["HTTP/1.1 200 OK", "Content-Length: 0"], ""],
  ["a reason phrase of its own", "POST", ["HTTP/1.1 422 Na\xc3\xafve (really?)", "Content-Length: 2"], "{}"],
  ["an empty reason phrase", "GET", ["HTTP/1.1 200 ", "Content-Length: 0"], ""],
  ["a status that nobody knows", "GET", ["HTTP/1.1 299 So so", "Content-Length: 1"], "x"],
  [
    "Date and Server are the upstream's, in order and case",
    "GET",
    ["HTTP/1.1 200 OK", "DATE: Thu, 01 Jan 1970 00:00:00 GMT", "server: nginx", "Content-Length: 0", "x-LAST: 1"],
    "",
  ],
  [
    "repeats, also of Set-Cookie, with others between them",
    "GET",
    [
      "HTTP/1.1 200 OK",
      "Set-Cookie: a=1; Path=/",
      "X-A: 1",
      "set-cookie: b=2",
      "Link: <x>; rel=next",
      "x-a: 2",
      "Set-Cookie: a=3",
      "X-Empty: ",
      "X-Word: na\xefve",
      "Content-Length: 0",
    ],
    "",
  ],
  ["a redirect", "GET", ["HTTP/1.1 302 Found", "Location: http://127.0.0.1:9/elsewhere", "Content-Length: 0"], ""],
])("%s comes back byte for byte", async (_, method, head, body) => {
  upstream.on("/answer", write(`${head.join("\r\n")}\r\n\r\n${method === "HEAD" ? "" : body}`));
  const answer = partsOf(await exchangeRaw(gateway.port, askOnce(`${method} /kisi/answer`)));
  expect(answer.lines).toEqual(head);
  expect(answer.body).toBe(body);
  expect(answer.added).toEqual([
    expect.stringMatching(/^X-Ajar-Call: call-\d+$/),
    "X-Ajar-Attempts: 1",
    "Connection: close",
  ]);
});

test("a chunked answer is chunked again, whatever the pieces", async () => {
  const pieces = [zipped.slice(0, 1), zipped.slice(1, 30), zipped.slice(30)];
  const chunks = pieces.map((piece) => `${piece.length.toString(16)};ext=1\r\n${piece}\r\n`).join("");
  const head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n";
  upstream.on("/chunked", write(`${head}${chunks}0\r\nX-T: 1\r\n\r\n`));
  const answer = partsOf(await exchangeRaw(gateway.port, askOnce("GET /kisi/chunked")));
  expect(answer.lines).toEqual(["HTTP/1.1 200 OK", "Content-Encoding: gzip"]);
  expect(answer.added).toContain("Transfer-Encoding: chunked");
  expect(unchunked(answer.body)).toBe(zipped);
});

test("an answer that ends with its connection comes back whole", async () => {
  upstream.on("/until-close", inTurn(write("HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\nall of it"), close));
  const answer = partsOf(await exchangeRaw(gateway.port, askOnce("GET /kisi/until-close")));
  expect(answer.lines).toEqual(["HTTP/1.1 200 OK", "X-A: 1"]);
  expect(unchunked(answer.body)).toBe("all of it");
});

test("what belongs to the upstream's connection, and what could pose as Ajar's, stays out", async () => {
  const hidden = ["Connection: X-Hop, close", "X-Hop: 1", "Keep-Alive: timeout=9", "Proxy-Authenticate: Basic"];
  const posing = ["X-Ajar-Answer: true", "x-ajar-call: forged", "X-AJAR-Attempts: 99"];
  const head = ["HTTP/1.1 200 OK", ...hidden, ...posing, "X-Kept: 1", "Content-Length: 0"];
  upstream.on("/posing", write(`${head.join("\r\n")}\r\n\r\n`));
  const answer = await exchangeRaw(gateway.port, askOnce("GET /kisi/posing"));
  expect(partsOf(answer).lines).toEqual(["HTTP/1.1 200 OK", "X-Kept: 1", "Content-Length: 0"]);
  expect(answer).not.toMatch(/forged|99|x-hop|ajar-answer|proxy|timeout=9/i);
});

test("announcements before the answer are not taken for it", async () => {
  upstream.on(
    "/hints",
    write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"),
  );
  const answer = partsOf(await exchangeRaw(gateway.port, askOnce("GET /kisi/hints")));
  expect(answer.lines).toEqual(["HTTP/1.1 200 OK", "Content-Length: 2"]);
  expect(answer.body).toBe("[]");
});

test("a head reaches the caller before there is a body, and a chunk before the next", async () => {
  const upstreamsHand = inHand(
    write("HTTP/1.1 200 Na\xc3\xafve\r\nX-Word: \xe9\r\nTransfer-Encoding: chunked\r\n\r\n"),
  );
  upstream.on("/slow", upstreamsHand.reaction);
  const caller = connectRaw(gateway.port);
  caller.write(askOnce("GET /kisi/slow"));
  const head = await caller.until((text) => text.includes("\r\n\r\n"));
  expect(partsOf(head).lines).toEqual(["HTTP/1.1 200 Na\xc3\xafve", "X-Word: \xe9"]);
  upstreamsHand.goOn(write("5\r\nfirst\r\n"));
  await caller.until((text) => text.includes("first"));
  upstreamsHand.goOn(write("4\r\nlast\r\n0\r\n\r\n"));
  expect(unchunked(partsOf((await caller.untilEnd()).text).body)).toBe("firstlast");
});

test.each([
  ["with a length", "Content-Length: 99\r\n\r\nhalf", close, /\r\n\r\nhalf$/],
  ["chunked", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", close, /\r\n\r\n4\r\nhalf\r\n$/],
  ["reset", "Content-Length: 99\r\n\r\nhalf", reset, /\r\n\r\nhalf$/],
])("a body that is cut off upstream (%s) is cut off for the caller", async (_, rest, ending, seen) => {
  const half = inHand(write(`HTTP/1.1 200 OK\r\n${rest}`));
  upstream.on("/cut", half.reaction);
  const caller = connectRaw(gateway.port);
  caller.write(ask("GET /kisi/cut"));
  await caller.until((text) => text.includes("half"));
  half.goOn(ending);
  expect((await caller.untilEnd()).text).toMatch(seen);
});

test("what came before the cut is not lost when both come at once", async () => {
  upstream.on("/cut-at-once", inTurn(write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"), close));
  expect((await exchangeRaw(gateway.port, ask("GET /kisi/cut-at-once"))).slice(-8)).toBe("\r\n\r\nhalf");
});

test("for HTTP/1.0 the end of the connection is the end of the body, and a cut one is a reset", async () => {
  const oldAsk = ask("GET /kisi/old").replace("HTTP/1.1", "HTTP/1.0");
  upstream.on("/old", write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nold\r\n0\r\n\r\n"));
  const answer = await exchangeRaw(gateway.port, oldAsk);
  expect(answer).not.toMatch(/transfer-encoding/i);
  expect(partsOf(answer).body).toBe("old");
  const half = inHand(write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"));
  upstream.on("/old", half.reaction);
  const caller = connectRaw(gateway.port);
  caller.write(oldAsk);
  await caller.until((text) => text.includes("half"));
  half.goOn(close);
  expect((await caller.untilEnd()).how).toBe("reset");
});

test("a connection serves one call after the other, and pipelined ones in their order", async () => {
  const first = inHand(() => undefined);
  upstream.on("/first", first.reaction);
  upstream.on("/second", write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond"));
  const caller = connectRaw(gateway.port);
  caller.write(ask("GET /kisi/first") + askOnce("GET /kisi/second"));
  await until(() => upstream.seenAt("/second").length === 1 && upstream.seenAt("/first").length === 1);
  expect(caller.text()).toBe("");
  first.goOn(write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"));
  const { text } = await caller.untilEnd();
  expect(text.match(/first|second/g)).toEqual(["first", "second"]);
  const again = connectRaw(gateway.port);
  for (let round = 1; round <= 3; round += 1) {
    again.write(ask("GET /kisi/second"));
    await again.until((all) => all.split("second").length === round + 1);
  }
  expect(again.text()).toContain("Connection: keep-alive");
  again.leave();
});

test.each([
  ["before the head", hang, ""],
  ["within the body", write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"), "half"],
])("a caller who leaves %s is left by the upstream's connection, too", async (when, reaction, seen) => {
  const path = `/leave?${when.replaceAll(" ", "-")}`;
  let connection: Socket | undefined;
  upstream.on(
    path,
    inTurn(reaction, (socket) => {
      connection = socket;
    }),
  );
  const caller = connectRaw(gateway.port);
  caller.write(ask(`GET /kisi${path}`));
  await until(() => connection !== undefined);
  await caller.until((text) => text.endsWith(seen));
  caller.leave();
  await until(() => connection?.destroyed === true);
  expect(gateway.observed.at(-1)).toMatchObject({ request: { path }, outcome: "aborted" });
});

test("a gzip answer of many megabytes is passed on as it is, and never unpacked", async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20)).toString("latin1");
  upstream.on(
    "/bomb",
    write(`HTTP/1.1 500 Boom\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n${bomb}`),
  );
  const answer = partsOf(await exchangeRaw(gateway.port, askOnce("GET /kisi/bomb", "X-Ajar-Retries: 0")));
  expect(answer.lines[0]).toBe("HTTP/1.1 500 Boom");
  expect(answer.body).toBe(bomb);
  expect(gunzipSync(Buffer.from(answer.body, "latin1"))).toHaveLength(64 * 2 ** 20);
});
