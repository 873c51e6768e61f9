import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { driveUntil, setUpLoopbackCall } from "#lib/outbound/loopback-fixture";
import {
  close,
  hang,
  inTurn,
  type Reaction,
  reset,
  respond,
  startScriptedUpstream,
  write,
} from "#lib/outbound/scripted-upstream";
import { createSend } from "#lib/outbound/send";

const methods = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"];
const repeatable = methods.slice(0, 5);

/** What a cell of the table says: who is repeated, and the status or error that is recorded first. */
type Row = [name: string, reaction: Reaction, who: "nobody" | "everybody" | "repeatable", recorded: number | string];

const dateIn3s = "Wed, 14 Jan 2026 13:35:03 GMT";

const rows: Row[] = [
  ...[200, 201, 204, 206].map((status): Row => [`${status}`, respond(status, "[]"), "nobody", status]),
  ...[301, 302, 303, 307, 308].map((s): Row => [`${s}`, respond(s, "", ["Location: /elsewhere"]), "nobody", s]),
  ...[400, 401, 403, 404, 408, 409, 422, 423].map(
    (s): Row => [`${s}`, respond(s, "{}", ["Retry-After: 1"]), "nobody", s],
  ),
  ["429", respond(429, "{}"), "everybody", 429],
  ["429, Retry-After: 2", respond(429, "{}", ["Retry-After: 2"]), "everybody", 429],
  ["429, Retry-After: a date", respond(429, "{}", [`Retry-After: ${dateIn3s}`]), "everybody", 429],
  ["429, Retry-After: garbage", respond(429, "{}", ["Retry-After: soon"]), "everybody", 429],
  ...[500, 501, 502, 503, 504].map((status): Row => [`${status}`, respond(status, "<html>"), "repeatable", status]),
  ["503, Retry-After: 2", respond(503, "", ["Retry-After: 2"]), "repeatable", 503],
  ["reset after the request was read", reset, "repeatable", "reset"],
  ["closed after the request was read", close, "repeatable", "reset"],
  ["not HTTP at all", inTurn(write("SSH-2.0-OpenSSH_9.6\r\n"), close), "repeatable", "other"],
  ["200 that is cut off", inTurn(write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), close), "nobody", 200],
];

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
let sender: ReturnType<typeof createSend>;
let hasty: ReturnType<typeof createSend>;
let cells = 0;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  sender = createSend();
  hasty = createSend({ connectMs: 50, headMs: 50, bodyIdleMs: 50 });
});

afterAll(async () => {
  await Promise.all([sender.close(), hasty.close()]);
  await upstream.untilLeft();
  await upstream.close();
});

type Cell = Pick<OutboundRequest, "method" | "repeatSafe" | "doorAction">;

/** Makes one call to an upstream that reacts as told at first and well from then on. */
async function attemptsIn(cell: Cell, reaction: Reaction, { send } = sender) {
  cells += 1;
  const path = `/cell/${cells}`;
  upstream.on(path, reaction, respond(200, "[]"));
  const { clock, observed, start } = setUpLoopbackCall(send);
  const body = cell.method === "POST" || cell.method === "PATCH" ? Buffer.from("{}") : null;
  const result = await driveUntil(clock, start({ ...cell, origin: upstream.origin, path, body }));
  if (result.kind === "answer") {
    try {
      for await (const chunk of result.body) expect(chunk.byteLength).toBeGreaterThan(0);
    } catch (error) {
      expect(String(error)).toContain("cut off");
    }
  }
  const seen = upstream.seenAt(path);
  // The log is the upstream's own count: as many attempts, in this order.
  expect(observed.map(({ attempt }) => attempt)).toEqual(seen.map((_, index) => index + 1));
  expect(seen.map(({ method }) => method)).toEqual(seen.map(() => cell.method));
  expect(observed.map(({ call }) => call?.attempts ?? null)).toEqual([...seen.slice(1).map(() => null), seen.length]);
  if (seen.length > 1) expect(observed.at(-1)).toMatchObject({ outcome: "success", status: 200 });
  expect(clock.pendingMs()).toEqual([]);
  return { count: seen.length, first: observed[0] };
}

function willing(who: Row[2], { method, repeatSafe, doorAction }: Cell): boolean {
  if (doorAction || who === "nobody") return false;
  return who === "everybody" || repeatSafe || repeatable.includes(method);
}

const cellsOf = (method: string): Cell[] =>
  [false, true].flatMap((repeatSafe) => [false, true].map((doorAction) => ({ method, repeatSafe, doorAction })));

describe.each(rows)("%s", (_, reaction, who, recorded) => {
  test.each(methods)("%s", async (method) => {
    for (const cell of cellsOf(method)) {
      const { count, first } = await attemptsIn(cell, reaction);
      expect({ ...cell, count }).toEqual({ ...cell, count: willing(who, cell) ? 2 : 1 });
      expect([first?.status, first?.networkError]).toContain(recorded);
    }
  });
});

test("an upstream that hangs before its head", async () => {
  const all = methods.flatMap(cellsOf);
  const outcomes = await Promise.all(all.map((cell) => attemptsIn(cell, hang, hasty)));
  const counts = outcomes.map(({ count }, at) => ({ ...all[at], count }));
  expect(counts).toEqual(all.map((cell) => ({ ...cell, count: willing("repeatable", cell) ? 2 : 1 })));
  expect(new Set(outcomes.map(({ first }) => first?.networkError))).toEqual(new Set(["head_timeout"]));
});

describe("nobody listens: no connection was made", () => {
  test.each(methods)("%s", async (method) => {
    const gone = await startScriptedUpstream();
    await gone.close();
    for (const cell of cellsOf(method)) {
      const { clock, observed, start } = setUpLoopbackCall(sender.send);
      const result = await driveUntil(clock, start({ ...cell, origin: gone.origin }));
      expect(result).toMatchObject({ kind: "no_answer", networkError: "refused", outcomeUnknown: false });
      expect({ ...cell, count: observed.length }).toEqual({ ...cell, count: cell.doorAction ? 1 : 5 });
    }
  });
});
