import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { context, type DiagLogger, DiagLogLevel, diag, ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { readBody } from "#lib/ingest/decompress";
import type { Ingested } from "#lib/ingest/ingested-attempt";
import { otlpBytesMax, readOtlp } from "#lib/ingest/otlp";
import { encodeExportAnswer, encodeExportFailure, type OtlpAnswer, otlpEncodingOf } from "#lib/ingest/otlp-answer";
import { sampleContext } from "#lib/ingest/sample-context";

const exporters = { protobuf: ProtoExporter, json: JsonExporter };
type Encoding = keyof typeof exporters;
type Config = NonNullable<ConstructorParameters<typeof ProtoExporter>[0]>;
/** An enum of a package that is not ours to import. */
type Compression = NonNullable<Config["compression"]>;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  diag.disable();
  for (const close of closers.splice(0)) await close();
});

type Received = { readonly ingested: Ingested; readonly body: Uint8Array };

/** A receiver on loopback that reads what comes, and answers as it is told. */
async function receive(answer: (encoding: Encoding) => { status: number; body: OtlpAnswer }) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const encoding = otlpEncodingOf(request.headers["content-type"] ?? null) ?? "json";
    const limits = { encodedBytesMax: otlpBytesMax, bytesMax: otlpBytesMax };
    const body = await readBody(request, request.headers["content-encoding"] ?? null, limits);
    const receivedAtMs = Date.now();
    received.push({ ingested: readOtlp(body, encoding, sampleContext({ receivedAtMs })), body });
    const { status, body: sent } = answer(encoding);
    response.writeHead(status, { "content-type": sent.contentType }).end(sent.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`, received };
}

/** Makes, under one parent a call, `calls` spans of a failed and a successful attempt, and exports them. */
async function exportCalls(url: string, encoding: Encoding, compression: string, calls: number): Promise<void> {
  const exporter = new exporters[encoding]({ url, compression: compression as Compression });
  const provider = new TracerProvider({
    spanProcessors: [new BatchSpanProcessor({ exporter, maxExportBatchSize: 100 })],
  });
  const tracer = provider.getTracer("test");
  for (let call = 0; call < calls; call++) {
    const parent = tracer.startSpan("sync", {}, ROOT_CONTEXT);
    const below = trace.setSpan(context.active(), parent);
    for (const [resends, status] of [503, 200].entries()) {
      const span = tracer.startSpan(
        "GET",
        { kind: SpanKind.CLIENT, startTime: Date.now() - 2_000 + resends * 1_000 },
        below,
      );
      span.setAttributes({
        "http.request.method": "GET",
        "url.full": `https://api.kisi.io/locks/${call}`,
        "http.response.status_code": status,
        "http.response.header.retry-after": ["3"],
        "some.ratio": 0.5,
        "some.flag": true,
      });
      if (resends > 0) span.setAttribute("http.request.resend_count", resends);
      if (status === 503) span.recordException(new Error("boom é€"));
      span.end(Date.now() - 1_900 + resends * 1_000);
    }
    parent.end();
  }
  await provider.forceFlush();
  await provider.shutdown();
}

test.each<[Encoding, string]>([
  ["protobuf", "none"],
  ["protobuf", "gzip"],
  ["json", "none"],
  ["json", "gzip"],
])("what OpenTelemetry's own exporter sends as %s (%s) is counted to the span", async (encoding, compression) => {
  const { url, received } = await receive((asked) => ({ status: 200, body: encodeExportAnswer(0, "", asked) }));
  await exportCalls(url, encoding, compression, 150);
  const attempts = received.flatMap(({ ingested }) => ingested.attempts);
  expect(received.length).toBeGreaterThan(1);
  expect(attempts).toHaveLength(300);
  expect(received.flatMap(({ ingested }) => ingested.rejected)).toEqual([]);
  expect(received.reduce((sum, { ingested }) => sum + ingested.ignored, 0)).toBe(150);
  expect(attempts.filter(({ status }) => status === 503)).toHaveLength(150);
  expect(new Set(attempts.map(({ externalKey }) => externalKey)).size).toBe(300);
  expect(new Set(attempts.map(({ hint }) => (hint.kind === "sibling" ? hint.family : ""))).size).toBe(150);
  // Exports run side by side, so batches come in any order.
  const ofOne = attempts.filter(({ path }) => path === "/locks/7").sort((x, y) => x.startedAtMs - y.startedAtMs);
  expect(ofOne).toMatchObject([
    { status: 503, retryAfterMs: 3_000, errorMessage: "boom é€", hint: { attempt: null } },
    { status: 200, errorMessage: null, hint: { attempt: 2 } },
  ]);
});

test.each<Encoding>(["protobuf", "json"])("the exporter understands our partial success in %s", async (encoding) => {
  const warnings = await listen(async () => {
    const { url } = await receive((asked) => ({ status: 200, body: encodeExportAnswer(3, "line 1: too old", asked) }));
    await exportCalls(url, encoding, "none", 1);
  });
  expect(warnings).toMatch(/rejectedSpans"?:\s*"?3/);
  expect(warnings).toContain("line 1: too old");
});

test("failures are told as google.rpc.Status", () => {
  expect(JSON.parse(Buffer.from(encodeExportFailure(3, "no", "json").body).toString())).toEqual({
    code: 3,
    message: "no",
  });
  expect(Buffer.from(encodeExportFailure(3, "no", "protobuf").body).toString("hex")).toBe("080312026e6f");
  expect(encodeExportAnswer(0, "", "protobuf").body).toHaveLength(0);
});

test("broken protobuf is refused, and nothing but an AppError is thrown", async () => {
  const { url, received } = await receive((asked) => ({ status: 200, body: encodeExportAnswer(0, "", asked) }));
  await exportCalls(url, "protobuf", "none", 5);
  const sound = received[0]?.body ?? new Uint8Array();
  const read = (bytes: Uint8Array) => readOtlp(bytes, "protobuf", sampleContext({ receivedAtMs: Date.now() }));
  expect(read(sound).attempts).toHaveLength(10);
  expect(() => read(sound.subarray(0, -1))).toThrow(expect.objectContaining({ code: "bad_input" }));
  // 300,000 empty groups within each other, and 600,000 empty messages.
  expect(() => read(new Uint8Array(300_000).fill(0x0b))).toThrow(expect.objectContaining({ code: "bad_input" }));
  expect(() => read(new Uint8Array(1_200_000).map((_, at) => (at % 2 === 0 ? 0x0a : 0)))).toThrow(AppError);
  const mutation = fc.record({ at: fc.nat({ max: sound.length - 1 }), byte: fc.nat({ max: 255 }) });
  const mutated = fc.array(mutation, { minLength: 1, maxLength: 8 }).map((changes) => {
    const bytes = Uint8Array.from(sound);
    for (const { at, byte } of changes) bytes[at] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      try {
        for (const { latencyMs } of read(bytes).attempts) expect(latencyMs).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 2_000 },
  );
});

async function listen(run: () => Promise<void>): Promise<string> {
  const lines: string[] = [];
  const log = (...parts: readonly unknown[]) => {
    lines.push(parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" "));
  };
  const logger: DiagLogger = { error: log, warn: log, info: log, debug: log, verbose: log };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  await run();
  return lines.join("\n");
}
