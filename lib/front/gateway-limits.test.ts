import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gatewayToken, startGateway } from "#lib/front/gateway-fixture";
import { connectRaw, exchangeRaw } from "#lib/front/raw-client";
import { hang, reset, respond, startScriptedUpstream, until } from "#lib/outbound/scripted-upstream";
import { createFakeClock, type FakeClock } from "#lib/time/fake-clock";

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
let clock: FakeClock;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  clock = createFakeClock();
  gateway = await startGateway({ origin: upstream.origin, clock });
});
afterAll(async () => {
  expect(gateway.unexpected).toEqual([]);
  await gateway.close();
  await upstream.close();
});

const ask = (what: string, ...headers: readonly string[]) =>
  [`${what} HTTP/1.1`, "Host: localhost", `X-Ajar-Token: ${gatewayToken}`, ...headers, "", ""].join("\r\n");
const call = (what: string, ...headers: readonly string[]) =>
  exchangeRaw(gateway.port, ask(what, ...headers, "Connection: close"));

/** The parts of a problem of Ajar's own; fails on anything else. */
function problemIn(answer: string) {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const headers = new Headers(
    head
      .split("\r\n")
      .slice(1)
      .map((line): [string, string] => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      }),
  );
  expect(headers.get("x-ajar-answer")).toBe("true");
  expect(headers.get("content-type")).toBe("application/problem+json");
  const problem = JSON.parse(body);
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${problem.status} `));
  return { status: problem.status, detail: problem.detail, headers };
}

const tenMebibytes = 10 * 2 ** 20;

test("bodies that have no room beside those under way are refused for now, and find it again", async () => {
  const small = await startGateway({ origin: upstream.origin, bodyBytesMax: 1_000 });
  const send = (what: string, length: number, body: string, ...headers: string[]) => {
    const caller = connectRaw(small.port);
    caller.write(ask(what, `Content-Length: ${length}`, "Connection: close", ...headers) + body);
    return caller;
  };
  upstream.on("/kept", respond(200, "taken"));
  const first = send("POST /kisi/kept", 600, "x".repeat(599));
  // Its head and most of its body have been read by the time that another caller is answered.
  await exchangeRaw(small.port, ask("GET /kisi/kept", "Connection: close"));
  const announced = send("POST /kisi/second", 600, "", "Expect: 100-continue");
  const refused = problemIn(await announced.until((text) => text.endsWith("}")));
  expect(refused).toMatchObject({ status: 503, detail: expect.stringContaining("all the room") });
  expect(refused.headers.get("retry-after")).toBe("1");
  const chunked = connectRaw(small.port);
  chunked.write(`${ask("POST /kisi/second", "Transfer-Encoding: chunked")}258\r\n${"y".repeat(600)}\r\n`);
  expect(problemIn(await chunked.until((text) => text.endsWith("}")))).toMatchObject({ status: 503 });
  chunked.leave();
  expect(upstream.seenAt("/second")).toEqual([]);

  first.write("x");
  expect(await first.until((text) => text.endsWith("taken"))).toMatch(/^HTTP\/1\.1 200 /);
  const after = send("POST /kisi/kept", 1_000, "z".repeat(1_000));
  expect(await after.until((text) => text.endsWith("taken"))).toMatch(/^HTTP\/1\.1 200 /);
  expect(small.unexpected).toEqual([]);
  await small.close();
});

test("a body announced as too large is refused before it is read", async () => {
  for (const length of [tenMebibytes + 1, 2 ** 53, 99_999_999_999_999]) {
    const caller = connectRaw(gateway.port);
    caller.write(ask("POST /kisi/large", `Content-Length: ${length}`));
    expect(problemIn(await caller.until((text) => text.endsWith("}")))).toMatchObject({ status: 413 });
    caller.leave();
  }
  const held = await call("POST /kisi/large", `Content-Length: ${tenMebibytes + 1}`, "Expect: 100-continue");
  expect(held).toMatch(/^HTTP\/1\.1 413 /);
  expect(upstream.seenAt("/large")).toEqual([]);
});

test("a body that grows too large is refused while its caller is still sending, and he gets to know why", async () => {
  const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
  const caller = connectRaw(gateway.port);
  caller.write(ask("POST /kisi/grows", "Transfer-Encoding: chunked"));
  for (let sent = 0; sent < 4 * tenMebibytes && caller.isOpen(); sent += 0x10000) {
    if (!caller.write(chunk)) await until(() => caller.socket.writableLength === 0 || !caller.isOpen());
  }
  expect(problemIn(await caller.until((text) => text.endsWith("}")))).toMatchObject({ status: 413 });
  expect(upstream.seenAt("/grows")).toEqual([]);
  caller.leave();
});

test("a body that trickles is given up on after a minute", async () => {
  const caller = connectRaw(gateway.port);
  caller.write(`${ask("POST /kisi/trickle", "Content-Length: 1000")}{`);
  for (let second = 0; second < 60; second += 1) {
    await until(() => clock.pendingMs().length > 0);
    caller.write(" ");
    await clock.advance(1_000);
  }
  const { text } = await caller.untilEnd();
  expect(problemIn(text)).toMatchObject({ status: 408 });
  expect(upstream.seenAt("/trickle")).toEqual([]);
});

test.each([
  ["shorter than announced", "Content-Length: 10", "{}"],
  ["cut within a chunk", "Transfer-Encoding: chunked", "9\r\n{}"],
  ["without its last chunk", "Transfer-Encoding: chunked", "2\r\n{}\r\n"],
])("a body %s is not forwarded, whether its caller hangs up in good order or not", async (_, header, body) => {
  for (const hangUp of ["end", "resetAndDestroy"] as const) {
    const caller = connectRaw(gateway.port);
    caller.write(ask("POST /kisi/half", header) + body);
    await until(() => clock.pendingMs().length > 0);
    caller.socket[hangUp]();
    await caller.untilEnd();
    await until(() => clock.pendingMs().length === 0);
  }
  expect(upstream.seenAt("/half")).toEqual([]);
});

test("a refused call's body does not spoil the next call on its connection", async () => {
  upstream.on("/next", respond(200, "next"));
  const caller = connectRaw(gateway.port);
  const body = ask("GET /kisi/evil");
  caller.write(ask("POST /kisi/..", `Content-Length: ${body.length}`) + body.slice(0, 20));
  await caller.until((text) => text.endsWith("}"));
  caller.write(`${body.slice(20)}${ask("GET /kisi/next", "Connection: close")}`);
  const { text } = await caller.untilEnd();
  expect(text.match(/HTTP\/1\.1 \d{3}/g)).toEqual(["HTTP/1.1 400", "HTTP/1.1 200"]);
  expect(upstream.seenAt("/evil")).toEqual([]);
});

test.each([
  ["X-Ajar-Retries: 11", /X-Ajar-Retries/],
  ["X-Ajar-Deadline: soon", /X-Ajar-Deadline/],
  ["X-Ajar-Repeat-Safe: perhaps", /X-Ajar-Repeat-Safe/],
])("%s is refused by name", async (header, detail) => {
  expect(problemIn(await call("GET /kisi/bad-header", header))).toMatchObject({
    status: 400,
    detail: expect.stringMatching(detail),
  });
  expect(upstream.seenAt("/bad-header")).toEqual([]);
});

test("no answer before the deadline is a 504", async () => {
  upstream.on("/hangs", hang);
  const answer = call("POST /kisi/hangs", "X-Ajar-Deadline: 5000", "Content-Length: 0");
  await until(() => upstream.seenAt("/hangs").length === 1);
  await clock.advance(5_000);
  const { status, detail, headers } = problemIn(await answer);
  expect([status, detail]).toEqual([504, expect.stringContaining("may have been processed")]);
  expect(headers.get("x-ajar-call")).toMatch(/^call-\d+$/);
  expect(headers.get("x-ajar-attempts")).toBe("1");
});

test("a lost connection is a 502 that says what is not known", async () => {
  upstream.on("/lost", reset);
  expect(problemIn(await call("POST /kisi/lost", "Content-Length: 0"))).toMatchObject({
    status: 502,
    detail: expect.stringContaining("may have been processed"),
  });
});

test("a refused connection is a 502 that says that nothing was processed", async () => {
  const gone = await startScriptedUpstream();
  await gone.close();
  const own = await startGateway({ origin: gone.origin });
  const answer = await exchangeRaw(own.port, ask("POST /kisi/x", "X-Ajar-Retries: 0", "Connection: close"));
  expect(problemIn(answer)).toMatchObject({ status: 502, detail: expect.stringContaining("nothing was processed") });
  await own.close();
});

test("a turn after the deadline is a 429, never sent, that says when", async () => {
  const own = await startGateway({ origin: upstream.origin, clock: createFakeClock(), paced: true });
  upstream.on("/paced", respond(200));
  const paced = () =>
    exchangeRaw(
      own.port,
      ask("GET /kisi/paced", "Authorization: KISI-LOGIN a", "X-Ajar-Deadline: 500", "Connection: close"),
    );
  for (let turn = 0; turn < 5; turn += 1) expect(await paced()).toMatch(/^HTTP\/1\.1 200 /);
  const { status, headers } = problemIn(await paced());
  expect(status).toBe(429);
  expect(headers.get("retry-after")).toBe("2");
  expect(headers.get("x-ajar-attempts")).toBe("0");
  expect(upstream.seenAt("/paced")).toHaveLength(5);
  expect(own.observed.at(-1)).toMatchObject({ outcome: "blocked", blockedReason: "pacer" });
  await own.close();
});

test("five failures in a row make the sixth a 503 that says when, but for a door", async () => {
  const own = await startGateway({ origin: upstream.origin, clock: createFakeClock() });
  upstream.on("/down", respond(503, "down"));
  upstream.on("/locks/7/unlock", respond(503, "down"));
  const ofThisKey = ["Authorization: KISI-LOGIN a", "X-Ajar-Retries: 0", "Connection: close"];
  const down = () => exchangeRaw(own.port, ask("GET /kisi/down", ...ofThisKey));
  for (let turn = 0; turn < 5; turn += 1) expect(await down()).toMatch(/503 Said so\r\n[\s\S]*down$/);
  const { status, headers } = problemIn(await down());
  expect([status, headers.get("retry-after")]).toEqual([503, "30"]);
  expect(upstream.seenAt("/down")).toHaveLength(5);
  const door = await exchangeRaw(own.port, ask("POST /kisi/locks/7/unlock", ...ofThisKey));
  expect(door).toMatch(/503 Said so\r\n[\s\S]*down$/);
  await own.close();
});

test("a door is opened once, whatever comes back", async () => {
  for (const [lock, reaction] of [respond(503), respond(429, "", ["Retry-After: 0"]), respond(502), reset].entries()) {
    upstream.on(`/locks/${lock}/unlock`, reaction);
    const body = '{"lock":{}}';
    const headers = [
      `Content-Length: ${body.length}`,
      "X-Ajar-Retries: 10",
      "X-Ajar-Repeat-Safe: true",
      "Connection: close",
    ];
    await exchangeRaw(gateway.port, ask(`POST /kisi/locks/${lock}/unlock`, ...headers) + body);
    expect(upstream.seenAt(`/locks/${lock}/unlock`)).toHaveLength(1);
  }
});

test("a reader who stands still holds the upstream back; going on, he gets every byte", async () => {
  const chunk = Buffer.alloc(2 ** 20, "0123456789abcdef");
  const chunks = 128;
  let sent = 0;
  const send = (socket: Socket) => {
    while (sent < chunks) {
      sent += 1;
      if (!socket.write(chunk)) break;
    }
  };
  upstream.on("/long-list", (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${chunks * chunk.length}\r\n\r\n`);
    socket.on("drain", () => send(socket));
    send(socket);
  });
  const caller = connectRaw(gateway.port);
  const hash = createHash("sha256");
  let received = 0;
  caller.socket.removeAllListeners("data").pause();
  caller.write(ask("GET /kisi/long-list", "Connection: close"));
  await standsStill(() => sent);
  // The buffers of four sockets take their share, whatever the machine grants them; the rest must wait.
  expect(sent).toBeLessThan(chunks / 2);
  let body: Buffer | null = null;
  caller.socket.on("data", (data: Buffer) => {
    const piece: Buffer = body === null ? data.subarray(data.indexOf("\r\n\r\n") + 4) : data;
    body = piece;
    received += piece.length;
    hash.update(piece);
  });
  caller.socket.resume();
  await caller.untilEnd();
  const whole = createHash("sha256");
  for (let index = 0; index < chunks; index += 1) whole.update(chunk);
  expect([received, hash.digest("hex")]).toEqual([chunks * chunk.length, whole.digest("hex")]);
});

/** Until a count has not moved for a while; if the machine is only slow, it is found too small, never too large. */
async function standsStill(count: () => number): Promise<void> {
  for (let before = -1; before !== count() || before === 0; ) {
    before = count();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
