import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outboundRequest } from "#lib/outbound/call-fixture";
import {
  hang,
  inHand,
  inTurn,
  reset,
  respond,
  startScriptedUpstream,
  until,
  write,
} from "#lib/outbound/scripted-upstream";
import { createSend, type Sending } from "#lib/outbound/send";
import { exchange } from "#lib/outbound/send-fixture";

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
let sender: ReturnType<typeof createSend>;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  sender = createSend();
});

afterAll(async () => {
  await sender.close();
  await upstream.close();
});

test("the request goes out byte for byte: order, case, repetition and latin-1 of headers, path and body", async () => {
  upstream.on("/a%2Fb?q=%20&q=[1]&é", respond(200));
  const headers = ["X-Zed", "1", "authorization", "KISI-LOGIN abc", "x-zed", "2", "X-Word", "naïve", "Accept", "*/*"];
  const body = Buffer.from('{"a":1}');
  await exchange(sender.send, { origin: upstream.origin, method: "POST", path: "/a%2Fb?q=%20&q=[1]&é", headers, body });
  const [request] = upstream.seenAt("/a%2Fb?q=%20&q=[1]&é");
  expect(request?.head.split("\r\n")).toEqual([
    "POST /a%2Fb?q=%20&q=[1]&é HTTP/1.1",
    `host: 127.0.0.1:${upstream.port}`,
    "connection: keep-alive",
    "X-Zed: 1",
    "authorization: KISI-LOGIN abc",
    "x-zed: 2",
    "X-Word: naïve",
    "Accept: */*",
    "content-length: 7",
  ]);
  expect(request?.body).toBe('{"a":1}');
});

test("what belongs to one connection is not passed on, whatever its case", async () => {
  upstream.on("/hop", respond(200));
  const names = [
    "Host",
    "CONNECTION",
    "Content-Length",
    "transfer-encoding",
    "Keep-Alive",
    "TE",
    "Trailer",
    "Upgrade",
    "Expect",
    "Proxy-Connection",
  ];
  const headers = [...names.flatMap((name) => [name, name === "Content-Length" ? "5" : "evil.test"]), "X-Kept", "yes"];
  expect((await exchange(sender.send, { origin: upstream.origin, path: "/hop", headers })).events).toEqual([
    "sent",
    "head",
    "end",
  ]);
  expect(upstream.seenAt("/hop")[0]?.head.split("\r\n")).toEqual([
    "GET /hop HTTP/1.1",
    `host: 127.0.0.1:${upstream.port}`,
    "connection: keep-alive",
    "X-Kept: yes",
  ]);
});

test("the answer comes in byte for byte, and is not decoded", async () => {
  const zipped = gzipSync("hello").toString("latin1");
  const head = [
    "HTTP/1.1 200 OK",
    "X-A: 1",
    "x-a: 2",
    "Content-Encoding: gzip",
    "X-Word: naïve",
    `Content-Length: ${zipped.length}`,
  ];
  upstream.on("/gzip", write(`${head.join("\r\n")}\r\n\r\n${zipped}`));
  const seen = await exchange(sender.send, { origin: upstream.origin, path: "/gzip" });
  const headers = [
    "X-A",
    "1",
    "x-a",
    "2",
    "Content-Encoding",
    "gzip",
    "X-Word",
    "naïve",
    "Content-Length",
    `${zipped.length}`,
  ];
  expect(seen.headers).toEqual(headers);
  expect(seen.body.toString("latin1")).toBe(zipped);
});

test.each([301, 302, 303, 307, 308])("a %i is handed on, not followed", async (status) => {
  upstream.on(`/${status}`, respond(status, "", ["Location: /elsewhere"]));
  expect((await exchange(sender.send, { origin: upstream.origin, path: `/${status}` })).status).toBe(status);
  expect(upstream.seenAt("/elsewhere")).toEqual([]);
});

test.each<[string, number, string]>([
  ["HEAD", 200, "Content-Length: 20"],
  ["GET", 204, "X-A: 1"],
  ["GET", 304, "Content-Length: 20"],
])("%s with %i ends with its head", async (method, status, header) => {
  upstream.on("/bodyless", write(`HTTP/1.1 ${status} OK\r\n${header}\r\n\r\n`));
  expect((await exchange(sender.send, { origin: upstream.origin, method, path: "/bodyless" })).events).toEqual([
    "sent",
    "head",
    "end",
  ]);
});

test("announcements before the answer are passed over", async () => {
  upstream.on("/hints", inTurn(write("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"), respond(200, "[]")));
  expect(await exchange(sender.send, { origin: upstream.origin, path: "/hints" })).toMatchObject({
    events: ["sent", "head", "chunk", "end"],
    status: 200,
  });
});

test("chunks come as they are sent, not all at the end", async () => {
  const drip = inHand(write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"));
  upstream.on("/drip", drip.reaction);
  const events: string[] = [];
  const seen = exchange(sender.send, { origin: upstream.origin, path: "/drip" }, (event) => events.push(event) > 0);
  await until(() => events.length === 3);
  drip.goOn(write("1\r\nb\r\n"));
  await until(() => events.length === 4);
  drip.goOn(write("0\r\n\r\n"));
  expect((await seen).body.toString()).toBe("ab");
});

test("a pause stops the upstream's bytes until resumed", async () => {
  const large = "x".repeat(4 * 1024 * 1024);
  upstream.on("/large", respond(200, large));
  upstream.on("/meanwhile", respond(200));
  let received = 0;
  let paused: Sending | undefined;
  const seen = exchange(sender.send, { origin: upstream.origin, path: "/large" }, (event, sending) => {
    if (event === "chunk") received += 1;
    if (event !== "chunk" || paused) return true;
    paused = sending;
    return false;
  });
  await until(() => paused !== undefined);
  await exchange(sender.send, { origin: upstream.origin, path: "/meanwhile" });
  expect(received).toBe(1);
  paused?.resume();
  expect((await seen).body.byteLength).toBe(large.length);
});

test("connections are kept and used again, after failures too", async () => {
  const own = await startScriptedUpstream();
  const { send, close: closeSender } = createSend();
  own.on("/ok", respond(200, "[]", ["Keep-Alive: timeout=60"]));
  own.on("/reset", reset);
  const call = (path: string) => exchange(send, { origin: own.origin, path });
  // undici rests a connection for one turn of the event loop, so calls at full speed take turns on two.
  for (let n = 0; n < 20; n += 1) await call("/ok");
  expect(own.connectionsMade()).toBe(2);
  await call("/reset");
  for (let n = 0; n < 20; n += 1) await call("/ok");
  expect(own.connectionsMade()).toBe(3);
  await closeSender();
  await own.untilLeft();
  await own.close();
});

test.each([
  ["before the head", "sent"],
  ["in the middle of the body", "chunk"],
])("an abort %s destroys the connection, and nothing more is told", async (_, when) => {
  const own = await startScriptedUpstream();
  own.on("/half", write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
  own.on("/nothing", hang);
  const events: string[] = [];
  void exchange(sender.send, { origin: own.origin, path: when === "sent" ? "/nothing" : "/half" }, (event, sending) => {
    events.push(event);
    if (event === when) setImmediate(() => sending?.abort());
    return true;
  });
  await until(() => own.connectionsMade() === 1);
  await own.untilLeft();
  expect(events.at(-1)).toBe(when);
  await own.close();
});

test("an abort before there is a connection means that nothing is sent", async () => {
  const own = await startScriptedUpstream();
  const request = outboundRequest({ origin: own.origin });
  const never = () => {
    throw new Error("told after the abort");
  };
  const receiver = { onSent: never, onHead: never, onChunk: never, onEnd: never, onFailure: never };
  sender.send(request, receiver).abort();
  await until(() => own.connectionsMade() === 1);
  await own.untilLeft();
  expect(own.seenAt("/locks")).toEqual([]);
  await own.close();
});
