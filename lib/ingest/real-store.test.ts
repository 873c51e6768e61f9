import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createIngestWriter } from "#lib/ingest/ingest-writer";
import { readNdjson } from "#lib/ingest/ndjson";
import { readOtlp } from "#lib/ingest/otlp";
import { sampleContext } from "#lib/ingest/sample-context";
import { currentAttributes, nano, requestOf, sampleSpan, sampleTraceId, spanStartMs } from "#lib/ingest/sample-span";
import { createCredentialReader } from "#lib/kisi/credential-reader";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { needlesOf } from "#lib/recorder/needles";
import { toAttempt } from "#lib/recorder/to-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open() {
  const dir = mkdtempSync(join(tmpdir(), "ajar-ingest-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  closers.push(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
  const credentialOf = createCredentialReader(createFingerprint(new Uint8Array(32)));
  const { write } = createIngestWriter({
    store,
    redact: (observed) =>
      toAttempt(observed, { credentialOf, needlesOfKey: needlesOf, shapeOf: () => null, knownSecrets: [] }),
    origin: "https://api.kisi.io",
    breathe: async () => undefined,
  });
  const { receivedAtMs } = sampleContext();
  const range = { fromMs: receivedAtMs - 3_600_000, toMs: receivedAtMs };
  return { store, write, range };
}

test("NDJSON in any order and twice over is one call in the store, and its figures are exact", async () => {
  const { store, write, range } = await open();
  const line = (attempt: number, second: number, status: number) =>
    JSON.stringify({
      startedAt: `2026-01-31T11:30:0${second}Z`,
      method: "GET",
      url: "/locks/1",
      status,
      latencyMs: 100.5,
      callId: "job-1",
      attempt,
      id: `job-1/${attempt}`,
    });
  const send = async (...lines: readonly string[]) =>
    write(readNdjson(Buffer.from(lines.join("\n")), sampleContext()).attempts, "sync");

  expect(await send(line(3, 9, 200))).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  expect(await send(line(2, 4, 503), line(1, 0, 503))).toMatchObject({ accepted: 2 });
  expect(await send(line(1, 0, 503), line(2, 4, 503), line(3, 9, 200))).toMatchObject({ accepted: 0, duplicates: 3 });

  const found = await store.findCall("job-1");
  expect(found?.call).toMatchObject({
    attempts: 3,
    retries: 2,
    status: 200,
    latencyMs: 9_100.5,
    integration: "sync",
    source: "ndjson",
  });
  expect(found?.attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 503],
    [2, 503],
    [3, 200],
  ]);
  const { cells } = await store.readFigures({
    range,
    filter: {},
    by: "none",
    bucketSeconds: 60,
    timeZone: "UTC",
    mayWiden: false,
  });
  const sum = (name: "attempts" | "calls" | "retries") => cells.reduce((total, cell) => total + cell[name], 0);
  expect([sum("attempts"), sum("calls"), sum("retries")]).toEqual([3, 1, 2]);
});

test("spans of one call from two exports, the later one first, are one call in the store", async () => {
  const { store, write, range } = await open();
  const span = (spanId: string, second: number, status: number) =>
    sampleSpan(
      { ...currentAttributes, "http.response.status_code": status },
      {
        spanId,
        parentSpanId: "00f067aa0ba902b7",
        startTimeUnixNano: nano(spanStartMs + second * 1_000),
        endTimeUnixNano: nano(spanStartMs + second * 1_000 + 50),
      },
    );
  const send = async (...spans: readonly object[]) =>
    write(readOtlp(Buffer.from(JSON.stringify(requestOf(...spans))), "json", sampleContext()).attempts, "sync");

  await send(span("00000000000000b2", 2, 200));
  await send(span("00000000000000a1", 0, 503), span("00000000000000c3", 30, 200));
  expect(await send(span("00000000000000a1", 0, 503))).toMatchObject({ accepted: 0, duplicates: 1 });

  const { data } = await store.listCalls({ range, filter: {}, limit: 10, cursor: null });
  expect(data.map(({ status, attempts, latencyMs }) => [status, attempts, latencyMs])).toEqual([
    [200, 1, 50],
    [200, 2, 2_050],
  ]);
  expect(data.every(({ callId }) => callId.startsWith(sampleTraceId))).toBe(true);
});
