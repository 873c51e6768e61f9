import { gzipSync } from "node:zlib";
import { SpanKind } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { afterAll, beforeAll, expect, test } from "vitest";
import { harOf, sampleEntry } from "#lib/ingest/sample-har";
import { askApi, openTo, tokens } from "./gateway-client";
import {
  entry,
  har,
  ingest,
  json,
  lines,
  ndjson,
  record,
  send,
  sendFine,
  startForIngest,
  type Taken,
  upstreamUrl,
} from "./ingest-client";

let server: Awaited<ReturnType<typeof startForIngest>>;

beforeAll(async () => {
  server = await startForIngest(openTo(upstreamUrl));
});
afterAll(() => server.close());

async function attemptsOf(filter: string): Promise<number> {
  type Stats = { readonly totals: { readonly attempts: number } };
  return (await askApi<Stats>(server.ajar, `/stats?last=1h&${filter}`)).totals.attempts;
}

async function callsOf<Call = Record<string, unknown>>(filter: string): Promise<readonly Call[]> {
  return (await askApi<{ readonly data: readonly Call[] }>(server.ajar, `/calls?last=1h&limit=500&${filter}`)).data;
}

test("NDJSON: good lines are there at once, bad ones are told by number", async () => {
  const body = lines(
    record({ url: "/locks/1", id: "n1" }),
    "{ not json",
    record({ url: "https://elsewhere.example/locks/1" }),
    record({ url: "/locks/2", status: 422, errorCode: "afc516", errorMessage: "is blank", callId: "call-n2" }),
    "",
    record({ startedAt: "2001-01-01T00:00:00Z" }),
    record({ url: "/locks/3", status: null, error: "read ECONNRESET" }),
  );
  const taken = await sendFine(server.ajar, ingest, body, { type: ndjson });
  expect(taken).toMatchObject({ accepted: 3, duplicates: 0 });
  expect(taken.rejected.map(({ line }) => line)).toEqual([2, 3, 6]);
  expect(await attemptsOf("source=ndjson")).toBe(3);
  expect(await callsOf("source=ndjson&statusClass=4xx")).toMatchObject([
    {
      callId: "call-n2",
      route: "GET /locks/{id}",
      errorCode: "afc516",
      errorMessage: "is blank",
      source: "ndjson",
      integration: null,
    },
  ]);
  expect(await callsOf("source=ndjson&outcome=network_error")).toHaveLength(1);
});

test("a JSON array, and gzip", async () => {
  const array = JSON.stringify([record({ url: "/users/1" }), { url: "/users" }, record({ url: "/users/2" })]);
  for (const [body, headers] of [
    [array, {}],
    [new Uint8Array(gzipSync(array)), { "content-encoding": "gzip" }],
  ] as const) {
    const taken = await sendFine(server.ajar, ingest, body, { type: json, headers });
    expect(taken).toMatchObject({ accepted: 2, rejected: [{ line: 2 }] });
  }
  expect(await attemptsOf("route=GET /users/{id}")).toBe(4);
});

test("the same id is stored once, within a request and across many at once", async () => {
  const body = lines(...["a", "b", "a"].map((id) => record({ url: "/groups", id })));
  const all = await Promise.all(Array.from({ length: 6 }, () => sendFine(server.ajar, ingest, body, { type: ndjson })));
  expect(all.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(2);
  expect(all.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(16);
  expect(await attemptsOf("route=GET /groups")).toBe(2);
});

test("attempts of one call, sent apart and backwards, are one call", async () => {
  const at = (second: number) => new Date(Date.now() - 60_000 + second * 1_000).toISOString();
  const attempts = [503, 503, 200].map((status, n) =>
    record({ url: "/places", callId: "together", status, startedAt: at(n * 5), attempt: n + 1 }),
  );
  for (const one of attempts.toReversed()) await sendFine(server.ajar, ingest, lines(one), { type: ndjson });
  const { call, attempts: stored } = await askApi<{ call: object; attempts: readonly { status: number }[] }>(
    server.ajar,
    "/calls/together",
  );
  expect(call).toMatchObject({ attempts: 3, retries: 2, status: 200, outcome: "success" });
  expect(stored.map(({ status }) => status)).toEqual([503, 503, 200]);
  const { totals } = await askApi<{ totals: object }>(server.ajar, "/stats?last=1h&route=GET /places");
  expect(totals).toMatchObject({ attempts: 3, calls: 1, retries: 2, byStatusClass: { "2xx": 1, "5xx": 2 } });
});

test("HAR as JSON and as a form, once each; other hosts are counted", async () => {
  const file = harOf(
    entry("/cards/1"),
    sampleEntry({ request: { url: "https://example.com/" } }),
    entry("/cards/2", { response: { status: 500 } }),
    7,
  );
  const form = new FormData();
  form.set("note", "a field beside the file");
  form.set("file", new Blob([file], { type: json }), "../../session.har");
  const first = await sendFine(server.ajar, har, form);
  expect(first).toEqual({
    accepted: 2,
    duplicates: 0,
    ignored: 1,
    rejected: [{ line: 4, message: expect.any(String) }],
    span: { from: expect.stringMatching(/Z$/), to: expect.stringMatching(/Z$/) },
  });
  const headers = { "content-encoding": "gzip" };
  const second = await sendFine(server.ajar, har, new Uint8Array(gzipSync(file)), { type: json, headers });
  expect(second).toMatchObject({ accepted: 0, duplicates: 2, ignored: 1 });
  expect(await callsOf("source=har&statusClass=5xx")).toMatchObject([{ path: "/cards/2" }]);
  expect(await sendFine(server.ajar, `${har}?host=example.com`, file, { type: json })).toMatchObject({
    accepted: 0,
    ignored: 2,
  });
});

test.each([["protobuf"], ["json"]] as const)(
  "what OpenTelemetry's exporter sends as %s is counted to the span",
  async (encoding) => {
    const Exporter = encoding === "json" ? JsonExporter : ProtoExporter;
    const url = `${server.ajar.origin}/v1/traces`;
    const exporter = new Exporter({ url, headers: { authorization: `Bearer ${tokens.api}` } });
    const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] });
    const tracer = provider.getTracer("test");
    for (let n = 0; n < 40; n += 1) {
      const startTime = Date.now() - 30_000 + n;
      const span = tracer.startSpan("GET", { kind: SpanKind.CLIENT, startTime });
      span.setAttributes({
        "http.request.method": "GET",
        "url.full": `${n % 4 === 0 ? "https://example.com" : upstreamUrl}/${encoding}/${n}`,
        "http.response.status_code": n % 2 === 0 ? 200 : 503,
      });
      span.end(startTime + 20);
    }
    await provider.forceFlush();
    await provider.shutdown();
    const filter = `source=otlp&q=/${encoding}/`;
    expect(await attemptsOf(filter)).toBe(30);
    expect(await attemptsOf(`${filter}&status=503`)).toBe(20);
  },
);

test("a span that cannot be taken is told as partial success, and nothing else is lost", async () => {
  const span = (attributes: Readonly<Record<string, string | number>>) => ({
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: Math.random().toString(16).slice(2).padEnd(16, "0").slice(0, 16),
    kind: 3,
    name: "GET",
    startTimeUnixNano: String(BigInt(Date.now() - 5_000) * 1_000_000n),
    endTimeUnixNano: String(BigInt(Date.now() - 4_900) * 1_000_000n),
    attributes: Object.entries(attributes).map(([key, value]) => ({
      key,
      value: typeof value === "number" ? { intValue: value } : { stringValue: value },
    })),
  });
  const good = span({
    "http.request.method": "GET",
    "url.full": `${upstreamUrl}/partial`,
    "http.response.status_code": 200,
  });
  const bad = span({ "http.request.method": "GET", "server.address": "127.0.0.1", "server.port": 9 });
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [good, bad] }] }] });
  const response = await send(server.ajar, "/v1/traces", body, { type: json });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    partialSuccess: { rejectedSpans: "1", errorMessage: expect.stringContaining("span 2") },
  });
  expect(await attemptsOf("source=otlp&q=/partial")).toBe(1);
});

test("an integration's ingest token says whose traffic it is", async () => {
  const ask = async (path: string, body: object) => {
    const response = await send(server.ajar, `/api/v1${path}`, JSON.stringify(body), { type: json });
    return (await response.json()) as { readonly id: string; readonly token: string };
  };
  const { id } = await ask("/integrations", { name: "Night sync" });
  const { token } = await ask(`/integrations/${id}/tokens`, { kind: "ingest" });
  const body = lines(record({ url: "/floors", id: "n1" }));
  expect(await sendFine(server.ajar, ingest, body, { type: ndjson, token })).toMatchObject({ accepted: 1 });
  expect(await callsOf(`integration=${id}`)).toMatchObject([
    { route: "GET /floors", integration: id, source: "ndjson" },
  ]);
});

test("who imports by hand says whose traffic it is, as far as his token lets him", async () => {
  const ask = async (path: string, body: object) => {
    const response = await send(server.ajar, `/api/v1${path}`, JSON.stringify(body), { type: json });
    return (await response.json()) as { readonly id: string; readonly token: string };
  };
  const { id } = await ask("/integrations", { name: "By hand" });
  const other = await ask("/integrations", { name: "Another one" });
  const { token } = await ask(`/integrations/${id}/tokens`, { kind: "ingest" });
  const file = harOf(entry("/elevators"));
  const put = (integration: string, sent = {}) =>
    send(server.ajar, `${har}?integration=${integration}`, file, { type: json, ...sent });
  expect(await (await put(id)).json()).toMatchObject({ accepted: 1 });
  expect(await callsOf(`integration=${id}`)).toMatchObject([{ source: "har", path: "/elevators" }]);
  const own = await put(id, { token });
  expect(await own.json()).toMatchObject({ accepted: 0, duplicates: 1 });
  expect((await put(other.id, { token })).status).toBe(403);
  expect((await put("nobody")).status).toBe(404);
  await fetch(`${server.ajar.origin}/api/v1/integrations/${other.id}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${tokens.api}` },
  });
  expect((await put(other.id)).status).toBe(409);
  expect((await send(server.ajar, `${ingest}?integration=${id}`, "", { type: ndjson })).status).toBe(400);
});

test("what is told of keys and people is redacted like all else", async () => {
  const key = "9f3ac2d1e0b7485f9a6cd0aa41e2b8f7";
  const body = lines(
    record({
      url: `/members?email=jane@example.com&token=${key}`,
      status: 401,
      credential: key,
      errorMessage: `bad key ${key}`,
      callId: "secret",
    }),
  );
  await sendFine(server.ajar, ingest, body, { type: ndjson });
  const text = JSON.stringify(await askApi(server.ajar, "/calls/secret"));
  expect(text).not.toContain(key);
  expect(text).not.toContain("jane@example.com");
  expect(text).toMatch(/"credential":"[0-9a-f]{16}"/);
});

test("kill -9 during ingest: what was answered is there, once, after a restart", async () => {
  const answered: string[] = [];
  const stop = Promise.withResolvers<void>();
  const own = await startForIngest(openTo(upstreamUrl));
  const sender = async (name: string) => {
    try {
      for (let n = 0; ; n += 1) {
        const ids = Array.from({ length: 20 }, (_, at) => `${name}-${n}-${at}`);
        const body = lines(...ids.map((id) => record({ id, callId: id })));
        const taken: Taken = await sendFine(own.ajar, ingest, body, { type: ndjson });
        if (taken.accepted === 20) answered.push(...ids);
        if (answered.length >= 600) stop.resolve();
      }
    } catch {
      // The kill broke this request off, so nothing is owed for it.
    }
  };
  const senders = ["a", "b", "c"].map(sender);
  await stop.promise;
  await own.ajar.end("SIGKILL");
  await Promise.all(senders);
  await own.restart();
  const stored: string[] = [];
  let cursor = "";
  do {
    type Page = { readonly data: readonly { callId: string }[]; readonly nextCursor: string | null };
    const page = await askApi<Page>(own.ajar, `/calls?last=1h&limit=500${cursor}`);
    stored.push(...page.data.map(({ callId }) => callId));
    cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
  } while (cursor !== "");
  expect(new Set(stored).size).toBe(stored.length);
  expect(answered.filter((id) => !stored.includes(id))).toEqual([]);
  expect(stored.length % 20).toBe(0);
  const { totals } = await askApi<{ totals: { attempts: number } }>(own.ajar, "/stats?last=1h");
  expect(totals.attempts).toBe(stored.length);
  await own.close();
});
