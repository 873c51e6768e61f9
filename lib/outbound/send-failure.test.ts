import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { close, hang, inHand, inTurn, reset, startScriptedUpstream, write } from "#lib/outbound/scripted-upstream";
import { createSend } from "#lib/outbound/send";
import { exchange } from "#lib/outbound/send-fixture";

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
let sender: ReturnType<typeof createSend>;
/** Only for upstreams that hang: on a busy machine a healthy one could be slower than this. */
let hasty: ReturnType<typeof createSend>;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  sender = createSend();
  hasty = createSend({ connectMs: 50, headMs: 50, bodyIdleMs: 50 });
});

afterAll(async () => {
  await Promise.all([sender.close(), hasty.close()]);
  await upstream.close();
});

test.each([
  ["reset before the head", reset, ["sent", "reset"]],
  ["closed before the head", close, ["sent", "reset"]],
  ["closed in the middle of the head", inTurn(write("HTTP/1.1 200 OK\r\nX-A"), close), ["sent", "reset"]],
  ["garbage instead of a head", inTurn(write("SSH-2.0-OpenSSH_9.6\r\n"), close), ["sent", "other"]],
  ["100 that nobody asked for", write("HTTP/1.1 100 Continue\r\n\r\n"), ["sent", "other"]],
  [
    "closed before the announced length",
    inTurn(write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), close),
    ["sent", "head", "chunk", "truncated"],
  ],
  [
    "the same, announced as the last on its connection",
    inTurn(write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nhalf"), close),
    ["sent", "head", "chunk", "truncated"],
  ],
  [
    "closed between two chunks",
    inTurn(write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"), close),
    ["sent", "head", "chunk", "truncated"],
  ],
  [
    "the same, announced as the last on its connection",
    inTurn(write("HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"), close),
    ["sent", "head", "chunk", "truncated"],
  ],
])("%s", async (_, reaction, events) => {
  upstream.on("/broken", reaction);
  expect((await exchange(sender.send, { origin: upstream.origin, path: "/broken" })).events).toEqual(events);
});

test("reset in the middle of the body", async () => {
  const half = inHand(write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
  upstream.on("/half", half.reaction);
  const seen = await exchange(sender.send, { origin: upstream.origin, path: "/half" }, (event) => {
    if (event === "chunk") half.goOn(reset);
    return true;
  });
  expect(seen.events).toEqual(["sent", "head", "chunk", "reset"]);
});

test("a body without a length ends where the connection ends", async () => {
  upstream.on("/until-close", inTurn(write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it"), close));
  expect(await exchange(sender.send, { origin: upstream.origin, path: "/until-close" })).toMatchObject({
    events: ["sent", "head", "chunk", "end"],
  });
});

test.concurrent.each([
  ["before the head", hang, ["sent", "head_timeout"]],
  ["after the head", write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), ["sent", "head", "body_timeout"]],
  [
    "in the middle of the body",
    write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
    ["sent", "head", "chunk", "body_timeout"],
  ],
])("an upstream that hangs %s", async (when, reaction, events) => {
  const path = `/hang/${when}`.replaceAll(" ", "-");
  upstream.on(path, reaction);
  expect((await exchange(hasty.send, { origin: upstream.origin, path })).events).toEqual(events);
});

test("nobody listens there: not sent", async () => {
  const gone = await startScriptedUpstream();
  await gone.close();
  expect((await exchange(sender.send, { origin: gone.origin })).events).toEqual(["refused"]);
});

test.each([
  ["answers in plain HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n"],
  ["hangs up", ""],
])("no TLS on the other side, which %s: not sent", async (_, reply) => {
  const plain = createServer((socket) => socket.end(reply));
  await new Promise<void>((resolve) => {
    plain.listen(0, "127.0.0.1", resolve);
  });
  const address = plain.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  expect((await exchange(sender.send, { origin: `https://127.0.0.1:${port}` })).events).toEqual(["tls"]);
  plain.close();
});

test.each([
  ["a path that is none", { path: "/a b" }],
  ["a header that is none", { headers: ["X-A", "1\r\nX-B: 2"] }],
])("%s cannot be sent, and nothing is", async (_, overrides) => {
  const before = upstream.connectionsMade();
  expect((await exchange(sender.send, { origin: upstream.origin, ...overrides })).events).toEqual(["other"]);
  expect(upstream.connectionsMade()).toBe(before);
});
