// Times the readers of foreign telemetry alone, in batches of 1,000 (`node bench/ingest-parse.ts [seconds]`).
import { readHar } from "#lib/ingest/har";
import type { IngestContext } from "#lib/ingest/ingest-context";
import type { Ingested } from "#lib/ingest/ingested-attempt";
import { readNdjson } from "#lib/ingest/ndjson";
import { readOtlp } from "#lib/ingest/otlp";
import { newCallId } from "#lib/kisi/call-id";

const seconds = Number(process.argv[2] ?? 2);
const records = 1_000;
const nowMs = Date.now();
const context: IngestContext = {
  receivedAtMs: nowMs,
  retentionDays: 30,
  hosts: ["api.kisi.io"],
  integration: "bench",
  newCallId,
};

const numbers = Array.from({ length: records }, (_, at) => at);
const startedAt = (at: number) => new Date(nowMs - at * 1_000).toISOString();
const url = (at: number) => `https://api.kisi.io/locks/${at}?limit=10`;

const ndjson = Buffer.from(
  numbers
    .map((at) =>
      JSON.stringify({
        startedAt: startedAt(at),
        method: "GET",
        url: url(at),
        status: at % 10 === 0 ? 404 : 200,
        latencyMs: 12.5,
        callId: `call-${at}`,
        attempt: 1,
        final: true,
        errorCode: at % 10 === 0 ? "afc516" : null,
        id: `id-${at}`,
      }),
    )
    .join("\n"),
);
const array = Buffer.from(`[${ndjson.toString().replaceAll("\n", ",")}]`);

const otlp = Buffer.from(
  JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: numbers.map((at) => ({
              traceId: "0af7651916cd43dd8448eb211c80319c",
              spanId: (at + 1).toString(16).padStart(16, "0"),
              parentSpanId: "b7ad6b7169203331",
              kind: 3,
              startTimeUnixNano: `${nowMs - at * 1_000}000000`,
              endTimeUnixNano: `${nowMs - at * 1_000 + 12}500000`,
              attributes: [
                { key: "http.request.method", value: { stringValue: "GET" } },
                { key: "url.full", value: { stringValue: url(at) } },
                { key: "server.address", value: { stringValue: "api.kisi.io" } },
                { key: "server.port", value: { intValue: 443 } },
                { key: "http.response.status_code", value: { intValue: 200 } },
                { key: "network.protocol.version", value: { stringValue: "1.1" } },
              ],
            })),
          },
        ],
      },
    ],
  }),
);

const har = Buffer.from(
  JSON.stringify({
    log: {
      version: "1.2",
      entries: numbers.map((at) => ({
        startedDateTime: startedAt(at),
        time: 12.5,
        request: { method: "GET", url: url(at), headers: [{ name: "accept", value: "application/json" }] },
        response: { status: 200, headers: [], content: { size: 2_000, text: "x".repeat(2_000) } },
        timings: { receive: 1 },
      })),
    },
  }),
);

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function time(name: string, bytes: Uint8Array, read: () => Ingested | Promise<Ingested>): Promise<void> {
  for (let round = 0; round < 20; round++) await read();
  const batchesMs: number[] = [];
  const endsAt = performance.now() + seconds * 1_000;
  while (performance.now() < endsAt) {
    const from = performance.now();
    const { attempts } = await read();
    batchesMs.push(performance.now() - from);
    if (attempts.length !== records) throw new Error(`${name}: read ${attempts.length} of ${records}`);
  }
  const sorted = batchesMs.sort((a, b) => a - b);
  const figures = [sorted[sorted.length >> 1] ?? 0, sorted[0] ?? 0].map(
    (ms) => `${ms.toFixed(2).padStart(7)} ms ${perSecond(ms).padStart(9)}/s`,
  );
  console.log(`${name.padEnd(16)} ${kibibytes(bytes.length).padStart(6)} KiB  ${figures.join("   best ")}`);
}

function perSecond(batchMs: number): string {
  return Math.round((records / batchMs) * 1_000).toLocaleString("en");
}

function kibibytes(bytes: number): string {
  return Math.round(bytes / 1_024).toLocaleString("en");
}

console.log(`Batches of ${records.toLocaleString("en")}, median over ${seconds} s each:`);
await time("NDJSON", ndjson, () => readNdjson(ndjson, context));
await time("JSON array", array, () => readNdjson(array, context));
await time("OTLP, JSON", otlp, () => readOtlp(otlp, "json", context));
await time("HAR", har, () => readHar(inChunks(har), context));
