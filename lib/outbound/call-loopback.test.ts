import { getEventListeners } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linesOf, textOf } from "#lib/outbound/call-fixture";
import type { CallResult } from "#lib/outbound/exchange";
import { driveUntil, setUpLoopbackCall } from "#lib/outbound/loopback-fixture";
import {
  hang,
  inHand,
  inTurn,
  type Reaction,
  reset,
  respond,
  startScriptedUpstream,
  until,
  write,
} from "#lib/outbound/scripted-upstream";
import { createSend } from "#lib/outbound/send";

const dripHead = write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
const halfBody = write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
let sender: ReturnType<typeof createSend>;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  sender = createSend();
});

afterAll(async () => {
  await sender.close();
  await upstream.untilLeft();
  await upstream.close();
});

function setUp(path: string, ...reactions: readonly Reaction[]) {
  upstream.on(path, ...reactions);
  const loop = setUpLoopbackCall(sender.send);
  const start = (request = {}, signal?: AbortSignal) =>
    loop.start({ origin: upstream.origin, path, ...request }, signal);
  return { ...loop, start, seen: () => upstream.seenAt(path).length };
}

function chunksOf(result: CallResult): AsyncIterator<Uint8Array> {
  if (result.kind !== "answer") throw new Error(`No answer to read, but ${result.kind}`);
  return result.body[Symbol.asyncIterator]();
}

test("a 422 is sent once and comes back whole", async () => {
  const { clock, start, observed, seen } = setUp("/422", respond(422, '{"error":"x"}'));
  const result = await driveUntil(clock, start({ method: "POST", body: Buffer.from("{}") }));
  expect(await textOf(result)).toBe('{"error":"x"}');
  expect(seen()).toBe(1);
  expect(linesOf(observed)).toEqual(["1 client_error 422, waited 0, 1 in 0 ms"]);
});

test("Retry-After: 2 is waited for in full", async () => {
  const { clock, start, observed, seen } = setUp("/2", respond(429, "", ["Retry-After: 2"]), respond(200, "[]"));
  expect(await textOf(await driveUntil(clock, start()))).toBe("[]");
  expect(seen()).toBe(2);
  expect(linesOf(observed)).toEqual(["1 rate_limited 429, waited 0", "2 success 200, waited 2000, 2 in 2000 ms"]);
});

test("a Retry-After beyond the deadline is given up on at once", async () => {
  const { clock, start, observed } = setUp("/9999", respond(503, "later", ["Retry-After: 9999"]));
  expect(await textOf(await driveUntil(clock, start()))).toBe("later");
  expect(clock.elapsed()).toBe(0);
  expect(observed).toMatchObject([{ status: 503, retryAfterMs: 9_999_000 }]);
});

test("every attempt, its status and its order are in the log, as the upstream counted them", async () => {
  const reactions = [reset, respond(500), respond(429, "", ["Retry-After: 1"]), respond(503), respond(200, "[]")];
  const { clock, start, observed, seen } = setUp("/order", ...reactions);
  expect(await textOf(await driveUntil(clock, start()))).toBe("[]");
  expect(seen()).toBe(5);
  expect(linesOf(observed)).toEqual([
    "1 network_error reset, waited 0",
    "2 server_error 500, waited 250",
    "3 rate_limited 429, waited 500",
    "4 server_error 503, waited 1000",
    "5 success 200, waited 2000, 5 in 3750 ms",
  ]);
});

test("a body that is reset in the middle: the head stands, the reader meets the break, nothing is retried", async () => {
  const half = inHand(halfBody);
  const { clock, start, observed, seen } = setUp("/mid", half.reaction);
  const chunks = chunksOf(await driveUntil(clock, start()));
  expect((await chunks.next()).value).toEqual(Buffer.from("half"));
  half.goOn(reset);
  await expect(chunks.next()).rejects.toThrow("cut off after its head: reset");
  expect(seen()).toBe(1);
  expect(linesOf(observed)).toEqual(["1 network_error reset 200, waited 0, 1 in 0 ms"]);
});

test("a slow drip is passed on as it comes, until the deadline cuts it", async () => {
  const drip = inHand(inTurn(dripHead, write("1\r\na\r\n")));
  const { clock, start, observed } = setUp("/drip", drip.reaction);
  const chunks = chunksOf(await driveUntil(clock, start({ deadlineMs: 5000 })));
  expect((await chunks.next()).value).toEqual(Buffer.from("a"));
  drip.goOn(write("1\r\nb\r\n"));
  expect((await chunks.next()).value).toEqual(Buffer.from("b"));
  const [next] = await Promise.allSettled([chunks.next(), clock.advance(5000)]);
  expect(next).toMatchObject({ reason: { message: "The upstream's answer was cut off after its head: deadline" } });
  expect(linesOf(observed)).toEqual(["1 network_error deadline 200, waited 0, 1 in 5000 ms"]);
});

test("a caller who leaves during an attempt, or in the middle of a body, takes the connection along", async () => {
  for (const [path, reaction] of [
    ["/leave-before", hang],
    ["/leave-mid", halfBody],
  ] as const) {
    const { clock, start, observed, seen } = setUp(path, reaction);
    const open = upstream.openSockets();
    const caller = new AbortController();
    const result = start({}, caller.signal);
    await until(() => seen() === 1);
    if (reaction === halfBody) {
      const chunks = chunksOf(await driveUntil(clock, result));
      await chunks.next();
      caller.abort(new Error("the caller left"));
      await expect(chunks.next()).rejects.toThrow("the caller left");
    } else {
      caller.abort(new Error("the caller left"));
      await expect(result).rejects.toThrow("the caller left");
    }
    await until(() => upstream.openSockets() <= open);
    expect(observed).toMatchObject([{ outcome: "aborted", call: { attempts: 1 } }]);
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
    expect(clock.pendingMs()).toEqual([]);
  }
});

test("a caller who leaves while the loop waits: nothing more is sent", async () => {
  const { clock, start, observed, seen } = setUp("/leave-wait", respond(429, "", ["Retry-After: 20"]), respond(200));
  const caller = new AbortController();
  const result = start({}, caller.signal);
  await until(() => clock.pendingMs().length === 2);
  caller.abort(new Error("the caller left"));
  await expect(result).rejects.toThrow("the caller left");
  expect(seen()).toBe(1);
  expect(observed).toMatchObject([{ outcome: "rate_limited", call: { attempts: 1 } }]);
});

test("after all of that the connections are still good", async () => {
  const { clock, start } = setUp("/good", respond(200, "[]", ["Keep-Alive: timeout=60"]));
  const before = upstream.connectionsMade();
  for (let n = 0; n < 20; n += 1) expect(await textOf(await driveUntil(clock, start()))).toBe("[]");
  expect(upstream.connectionsMade() - before).toBeLessThanOrEqual(2);
});
