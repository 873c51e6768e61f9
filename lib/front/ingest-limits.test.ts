import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { createBodyRoom } from "#lib/front/body-room";
import { createIngest } from "#lib/front/ingest";
import { harOf } from "#lib/ingest/sample-har";
import type { App } from "#lib/server/app";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";

const token = "a-token-for-this-test-alone";
const servers: Server[] = [];
let dir: string;
let app: App;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-ingest-"));
  const env = readEnv({ AJAR_DATA_DIR: dir, AJAR_API_TOKEN: token, AJAR_LOG_LEVEL: "silent" });
  app = await composeApp({ env, publicUrl: "http://localhost", demo: false, version: "test" });
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true });
});

/** Ingest alone, with so much room for bodies. */
async function serve(bodyBytesMax: number, changes: Partial<App> = {}): Promise<string> {
  const ingest = createIngest({ ...app, ...changes }, createBodyRoom(bodyBytesMax));
  const server = createServer((request, response) => void ingest(request, response));
  servers.push(server.listen(0, "127.0.0.1"));
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const headers = (type: string) => ({ authorization: `Bearer ${token}`, "content-type": type });
const ndjson = "application/x-ndjson";
const record = (note: string) =>
  JSON.stringify({ startedAt: Date.now(), method: "GET", url: `/locks?${note}`, status: 200, latencyMs: 1 });
const post = (url: string, type: string, body: string) => fetch(url, { method: "POST", headers: headers(type), body });

test("what has no room beside what others are sending is turned away early, and finds it again", async () => {
  const origin = await serve(2_000);
  const before = app.turnedAway.counts().too_many;
  const first = httpRequest(`${origin}/api/v1/ingest`, { method: "POST", headers: headers(ndjson) });
  const answered = once(first, "response");
  first.write(record("x".repeat(1_500)));
  // The first one's bytes have been read once a small one behind them has been answered.
  expect((await post(`${origin}/api/v1/ingest`, ndjson, record("small"))).status).toBe(200);
  const refused = await post(`${origin}/api/v1/ingest`, ndjson, record("y".repeat(1_500)));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
  expect(await refused.json()).toMatchObject({ status: 429, detail: expect.stringContaining("later") });
  const traces = await post(`${origin}/v1/traces`, "application/json", `{"resourceSpans":[]${" ".repeat(1_500)}}`);
  expect([traces.status, traces.headers.get("retry-after"), await traces.json()]).toEqual([
    429,
    "5",
    { code: 8, message: expect.any(String) },
  ]);
  expect(app.turnedAway.counts().too_many - before).toBe(2);

  first.end();
  const [response] = await answered;
  expect(response.statusCode).toBe(200);
  response.resume();
  expect((await post(`${origin}/api/v1/ingest`, ndjson, record("y".repeat(1_500)))).status).toBe(200);
});

test("of a HAR file only so much counts as is held of it", async () => {
  const origin = await serve(17 * 1_048_576);
  const padding = { comment: "z".repeat(1_048_576) };
  const file = harOf(...Array.from({ length: 20 }, () => padding));
  const response = await post(`${origin}/api/v1/import`, "application/json", file);
  expect([response.status, (await response.json()).rejected.length]).toEqual([200, 20]);
  const small = await serve(1_048_576);
  expect((await post(`${small}/api/v1/import`, "application/json", file)).status).toBe(429);
});

test("a full disk is 507, but for exporters, which would throw away what they have", async () => {
  const full = new AppError("disk_full", "The disk is full, so nothing can be stored");
  const origin = await serve(10_000, {
    ingest: { hasRoom: () => true, write: () => Promise.reject(full) },
  });
  const response = await post(`${origin}/api/v1/ingest`, ndjson, record("x"));
  expect([response.status, response.headers.get("retry-after")]).toEqual([507, "5"]);
  expect(await response.json()).toMatchObject({ title: "Disk full", detail: full.message });
  const traces = await post(`${origin}/v1/traces`, "application/json", '{"resourceSpans":[]}');
  expect([traces.status, await traces.json()]).toEqual([503, { code: 14, message: full.message }]);
  expect(app.turnedAway.counts().disk_full).toBe(2);
});

test("of many that come at once, only those are parsed that still find room with their whole body", async () => {
  let asked = 0;
  const origin = await serve(100_000, {
    ingest: {
      hasRoom: () => {
        asked += 1;
        return asked < 2;
      },
      write: () => Promise.reject(new Error("is not asked")),
    },
  });
  // What is no record at all would be told as such, were it looked at.
  expect((await post(`${origin}/api/v1/ingest`, ndjson, "no JSON")).status).toBe(429);
  asked = 0;
  expect((await post(`${origin}/v1/traces`, "application/json", "no JSON")).status).toBe(429);
});

test("while too many attempts wait to be stored, nothing is read", async () => {
  const origin = await serve(10_000, {
    ingest: { hasRoom: () => false, write: () => Promise.reject(new Error("is not asked")) },
  });
  for (const path of ["/api/v1/ingest", "/api/v1/import", "/v1/traces"]) {
    expect((await post(`${origin}${path}`, "application/json", "no JSON")).status, path).toBe(429);
  }
});
