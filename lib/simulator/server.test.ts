import { connect } from "node:net";
import { Agent, request } from "undici";
import { afterEach, expect, test } from "vitest";
import { createSimulator, type SimulatorOptions } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { type NetworkFault, type ScenarioInput, scenarioPresets } from "#lib/simulator/scenarios";
import { type SimulatorServer, startSimulatorServer } from "#lib/simulator/server";
import { systemClock } from "#lib/time/clock";

const authorization = `KISI-LOGIN ${sampleKeys.owner}`;
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function start(options: Partial<SimulatorOptions & { gzip: boolean }> = {}) {
  const simulator = createSimulator({ clock: systemClock, rateLimits: false, ...options });
  const server = await startSimulatorServer({ simulator, port: 0, gzip: options.gzip ?? false });
  const dispatcher = new Agent();
  cleanups.push(
    () => dispatcher.destroy(),
    () => server.close(),
  );
  const get = (path: string, headers: Record<string, string> = {}) =>
    request(`${server.origin}${path}`, { dispatcher, headers: { authorization, ...headers } });
  return { simulator, server, get, dispatcher };
}

function withFault(fault: NetworkFault): { scenarios: ScenarioInput[] } {
  return { scenarios: [{ effect: { kind: "network", fault } }] };
}

/** Sends one request by hand and gathers what comes until the connection ends, and how it ends. */
function exchangeByHand(server: SimulatorServer, lines: readonly string[]): Promise<{ text: string; end: string }> {
  const { hostname, port } = new URL(server.origin);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join("\r\n")}\r\n\r\n`));
    let text = "";
    let end = "closed";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      end = error.code ?? "error";
    });
    socket.on("close", () => resolve({ text, end }));
  });
}

const getUserByHand = ["GET /user HTTP/1.1", "host: kisi", `authorization: ${authorization}`];

test("answers over a socket with JSON and a length, and keeps the connection", async () => {
  const { get } = await start();
  const { statusCode, headers, body } = await get("/locks?limit=2");
  expect(statusCode).toBe(200);
  expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(headers["x-collection-range"]).toBe("0-1/40");
  expect(headers.connection).toBe("keep-alive");
  const text = await body.text();
  expect(Number(headers["content-length"])).toBe(Buffer.byteLength(text));
  expect(JSON.parse(text)).toHaveLength(2);
});

test("204 has neither body nor length", async () => {
  const { server } = await start();
  const headers = ["host: kisi", `authorization: ${authorization}`, "connection: close"];
  const { text } = await exchangeByHand(server, ["POST /locks/50001/favorite HTTP/1.1", ...headers]);
  expect(text).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
  expect(text.toLowerCase()).not.toMatch(/content-length|transfer-encoding|content-type/);
  expect(text).toMatch(/\r\n\r\n$/);
});

test("HEAD answers what GET answers, without the body", async () => {
  const { server } = await start();
  const lines = getUserByHand.with(0, "HEAD /user HTTP/1.1").concat("connection: close");
  const { text } = await exchangeByHand(server, lines);
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(text).toMatch(/content-length: [1-9]/);
  expect(text).toMatch(/\r\n\r\n$/);
});

test("compresses only for clients that accept it", async () => {
  const { get } = await start({ gzip: true });
  const plain = await get("/user");
  expect(plain.headers["content-encoding"]).toBeUndefined();
  await plain.body.dump();
  const packed = await get("/user", { "accept-encoding": "gzip, br" });
  expect(packed.headers["content-encoding"]).toBe("gzip");
  const unpacked = new Response(
    new Blob([await packed.body.arrayBuffer()]).stream().pipeThrough(new DecompressionStream("gzip")),
  );
  expect(await unpacked.json()).toMatchObject({ resource_type: "User" });
});

test("a reset before the head reaches the client as one, and the request was processed", async () => {
  const { server, simulator } = await start(withFault("reset_before_head"));
  const lines = ["POST /locks/50001/unlock HTTP/1.1", ...getUserByHand.slice(1), "content-length: 0"];
  expect(await exchangeByHand(server, lines)).toEqual({ text: "", end: "ECONNRESET" });
  expect(simulator.log().newest()).toMatchObject([
    { path: "/locks/50001/unlock", status: 200, fault: "reset_before_head" },
  ]);
});

test("a reset in mid-body comes after the head and half of the body", async () => {
  const { server } = await start(withFault("reset_mid_body"));
  const { text, end } = await exchangeByHand(server, getUserByHand);
  const [head = "", body = ""] = text.split("\r\n\r\n");
  const promised = Number(/content-length: (\d+)/.exec(head)?.[1]);
  expect(end).toBe("ECONNRESET");
  expect(body).toHaveLength(Math.ceil(promised / 2));
});

test("a truncated body is shorter than its length, and the connection is closed in order", async () => {
  const { server } = await start(withFault("truncated"));
  const { text, end } = await exchangeByHand(server, getUserByHand);
  const [head = "", body = ""] = text.split("\r\n\r\n");
  expect(end).toBe("closed");
  expect(Number(/content-length: (\d+)/.exec(head)?.[1])).toBe(body.length + 64);
  expect(JSON.parse(body)).toMatchObject({ resource_type: "User" });
});

test.each(["reset_mid_body", "truncated", "slow_drip"] as const)(
  "%s of an answer without a body is a reset",
  async (fault) => {
    const { server } = await start(withFault(fault));
    const lines = ["POST /locks/50001/favorite HTTP/1.1", ...getUserByHand.slice(1), "content-length: 0"];
    expect(await exchangeByHand(server, lines)).toEqual({ text: "", end: "ECONNRESET" });
  },
);

test("hangs before the head until the client gives up", async () => {
  const { server, dispatcher } = await start(withFault("hang_before_head"));
  const sent = request(`${server.origin}/user`, { dispatcher, headers: { authorization }, headersTimeout: 50 });
  await expect(sent).rejects.toMatchObject({ code: "UND_ERR_HEADERS_TIMEOUT" });
});

test("hangs after the head until the client gives up", async () => {
  const { server, dispatcher } = await start(withFault("hang_after_head"));
  const { statusCode, body } = await request(`${server.origin}/user`, {
    dispatcher,
    headers: { authorization },
    bodyTimeout: 50,
  });
  expect(statusCode).toBe(200);
  await expect(body.text()).rejects.toMatchObject({ code: "UND_ERR_BODY_TIMEOUT" });
});

test("drips its body a byte at a time", async () => {
  const { get } = await start(withFault("slow_drip"));
  const { statusCode, body } = await get("/user");
  expect(statusCode).toBe(200);
  for await (const chunk of body) {
    expect(chunk.byteLength).toBe(1);
    break;
  }
});

test.each([
  ["not_json", /^\{"id": 1, "name"/, "application/json; charset=utf-8"],
  ["html", /^<!doctype html>/, "text/html"],
  ["empty", /^$/, "application/json; charset=utf-8"],
] as const)("garbles a body: %s", async (how, text, type) => {
  const { get } = await start({ scenarios: [{ effect: { kind: "garbled", how } }] });
  const { statusCode, headers, body } = await get("/user");
  expect([statusCode, headers["content-type"]]).toEqual([200, type]);
  expect(await body.text()).toMatch(text);
});

test("garbage that calls itself gzip cannot be unpacked", async () => {
  const { server } = await start({ scenarios: [{ effect: { kind: "garbled", how: "bad_gzip" } }] });
  const response = await fetch(`${server.origin}/user`, { headers: { authorization } });
  expect(response.headers.get("content-encoding")).toBe("gzip");
  await expect(response.text()).rejects.toThrow();
});

test("an outage answers with 5xx, an HTML page or nothing, and Retry-After as told", async () => {
  const { simulator, get } = await start();
  simulator.setScenarios([{ effect: { kind: "server_error", status: 502, body: "html", retryAfter: "9999" } }]);
  const page = await get("/user");
  expect([page.statusCode, page.headers["retry-after"], page.headers["content-type"]]).toEqual([
    502,
    "9999",
    "text/html",
  ]);
  expect(await page.body.text()).toContain("<h1>502</h1>");
  simulator.setScenarios([{ effect: { kind: "server_error", status: 500, body: "empty" } }]);
  const empty = await get("/user");
  expect([empty.statusCode, await empty.body.text()]).toEqual([500, ""]);
  simulator.setScenarios(scenarioPresets.outage);
  const json = await get("/user");
  expect([json.statusCode, await json.body.json()]).toEqual([503, { code: "ffffff", error: expect.any(String) }]);
});

test("says what to do when the port is taken", async () => {
  const { server, simulator } = await start();
  const port = Number(new URL(server.origin).port);
  await expect(startSimulatorServer({ simulator, port })).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining(`127.0.0.1:${port}`),
  });
});

test("closes while calls hang", async () => {
  const { server, get } = await start(withFault("hang_before_head"));
  const hanging = get("/user").then(
    () => "answered",
    () => "cut off",
  );
  await server.close();
  expect(await hanging).toBe("cut off");
});

test("refuses a body over 10 MiB", async () => {
  const { server, dispatcher } = await start();
  const body = Buffer.alloc(10 * 2 ** 20 + 1, " ");
  const { statusCode } = await request(`${server.origin}/users`, {
    dispatcher,
    method: "POST",
    headers: { authorization },
    body,
  });
  expect(statusCode).toBe(413);
});
