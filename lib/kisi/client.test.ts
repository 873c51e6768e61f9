import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createKisiClient, type KisiCallContext, type KisiOperationCall } from "#lib/kisi/client";
import type { CallResult, OutboundRequest } from "#lib/outbound/exchange";

const context: KisiCallContext = {
  authorization: { scheme: "KISI-LOGIN", secret: "0123456789abcdef" },
  source: "console",
  integration: null,
};

type Answer = Extract<CallResult, { kind: "answer" }>;

async function* chunksOf(...chunks: (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

async function* breaksAfter(text: string, error: Error): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
  throw error;
}

function answer(parts: Partial<Answer> = {}): Answer {
  return {
    kind: "answer",
    attempts: 1,
    heldBackMs: 0,
    status: 200,
    statusText: "OK",
    headers: [],
    body: chunksOf(),
    ...parts,
  };
}

/** A client over one scripted result, with what it sent. */
function scripted(result: CallResult) {
  const sent: OutboundRequest[] = [];
  let elapsedMs = 0;
  const client = createKisiClient({
    callUpstream: async (request) => {
      sent.push(request);
      elapsedMs += 12;
      return result;
    },
    origin: "https://api.kisi.io",
    newCallId: () => "call-1",
    fingerprint: (secret) => ({ id: `fp-${secret.length}`, last4: null }),
    clock: { elapsed: () => elapsedMs },
    version: "1.2.3",
  });
  return { sent, send: (call: KisiOperationCall & Partial<KisiCallContext>) => client.send({ ...context, ...call }) };
}

test("sends an operation with everything that the loop must know", async () => {
  const { send, sent } = scripted(answer());
  await send({
    operationId: "unlockLock",
    params: { id: 7 },
    body: { context: {} },
    partner: { identifier: "acme", contact: "dev@acme.example" },
    deadlineMs: 5_000,
  });
  expect(sent).toEqual([
    {
      callId: "call-1",
      method: "POST",
      origin: "https://api.kisi.io",
      path: "/locks/7/unlock",
      headers: [
        ...["Accept", "application/json", "Accept-Encoding", "gzip", "User-Agent", "Ajar/1.2.3"],
        ...["Content-Type", "application/json", "Authorization", "KISI-LOGIN 0123456789abcdef"],
        ...["X-Kisi-Integration-Identifier", "acme", "X-Kisi-Integration-Contact", "dev@acme.example"],
      ],
      body: new TextEncoder().encode('{"context":{}}'),
      route: "POST /locks/{id}/unlock",
      credential: "fp-16",
      doorAction: true,
      repeatSafe: false,
      retriesMax: 4,
      deadlineMs: 5_000,
      paceLimits: [{ key: "credential:fp-16", count: 5, windowMs: 1_000 }],
      breakerKey: "credential:fp-16",
      priority: "normal",
      guardOff: false,
      source: "console",
      integration: null,
    },
  ]);
});

test("sends any method and path, and nothing that was not asked for", async () => {
  const { send, sent } = scripted(answer());
  await send({ method: "GET", path: "/v2/things", query: { limit: 5 }, authorization: null });
  expect(sent[0]).toMatchObject({ method: "GET", path: "/v2/things?limit=5", body: null, breakerKey: "anonymous" });
  expect(sent[0]?.headers.join()).not.toMatch(/Authorization|Content-Type|X-Kisi/);
});

test("hands back a list with its range, attempts and times", async () => {
  const body = chunksOf('[{"id', '":1}]');
  const headers = ["x-collection-range", "0-9/200"];
  expect(
    await scripted(answer({ attempts: 3, heldBackMs: 40, headers, body })).send({ operationId: "fetchLocks" }),
  ).toEqual({
    kind: "answer",
    callId: "call-1",
    status: 200,
    statusText: "OK",
    headers,
    attempts: 3,
    heldBackMs: 40,
    latencyMs: 12,
    body: { kind: "json", value: [{ id: 1 }] },
    collectionRange: { start: 0, end: 9, total: 200 },
  });
});

const gzip = (text: string) => gzipSync(text);

test.each([
  ["nothing", [], [""], { kind: "empty" }],
  ["blanks", [], [" \n"], { kind: "empty" }],
  ["JSON", [], ['{"a":1}'], { kind: "json", value: { a: 1 } }],
  [
    "JSON in halves of a character",
    [],
    [Buffer.from([0x22, 0xc3]), Buffer.from([0xbc, 0x22])],
    { kind: "json", value: "ü" },
  ],
  ["text", ["content-type", "application/json"], ["<html>"], { kind: "text", text: "<html>" }],
  ["gzip", ["Content-Encoding", "GZIP"], [gzip('{"a":1}')], { kind: "json", value: { a: 1 } }],
  ["gzip without a body", ["content-encoding", "gzip"], [], { kind: "empty" }],
  ["broken gzip", ["content-encoding", "gzip"], ["nonsense"], { kind: "undecodable", encoding: "gzip" }],
  ["cut gzip", ["content-encoding", "gzip"], [gzip("{}").subarray(0, 12)], { kind: "undecodable", encoding: "gzip" }],
  ["an encoding not asked for", ["content-encoding", "br"], ["x"], { kind: "undecodable", encoding: "br" }],
  [
    "a gzip bomb",
    ["content-encoding", "gzip"],
    [gzip("x".repeat(6_000_000))],
    { kind: "too_large", bytesMax: 5_242_880 },
  ],
])("reads a body of %s", async (_, headers, chunks, body) => {
  const result = await scripted(answer({ headers, body: chunksOf(...chunks) })).send({ operationId: "fetchLocks" });
  expect(result).toMatchObject({ kind: "answer", body });
});

test("stops reading at five mebibytes", async () => {
  let chunksRead = 0;
  const endless = (async function* () {
    for (;;) {
      chunksRead++;
      yield new Uint8Array(1_048_576);
    }
  })();
  const result = await scripted(answer({ body: endless })).send({ operationId: "fetchLocks" });
  expect(result).toMatchObject({ kind: "answer", body: { kind: "too_large" } });
  expect(chunksRead).toBe(6);
});

test("a body that breaks off is a result that keeps the status", async () => {
  const cause = new Error("reset");
  const result = await scripted(answer({ status: 201, body: breaksAfter('{"a":', cause) })).send({
    operationId: "fetchLocks",
  });
  expect(result).toMatchObject({ kind: "cut_off", status: 201, attempts: 1, cause });
});

test("an abort while the body comes is thrown on", async () => {
  const signal = AbortSignal.abort(new Error("the caller left"));
  const sending = scripted(answer({ body: breaksAfter("", new Error("reset")) })).send({
    operationId: "fetchLocks",
    signal,
  });
  await expect(sending).rejects.toThrow("the caller left");
});

test.each<CallResult>([
  { kind: "no_answer", attempts: 5, networkError: "reset", timedOut: false, outcomeUnknown: true },
  { kind: "blocked", reason: "breaker", retryAfterMs: 900 },
])("passes on $kind", async (result) => {
  expect(await scripted(result).send({ operationId: "fetchLocks" })).toEqual({
    ...result,
    callId: "call-1",
    latencyMs: 12,
  });
});

const circular: Record<string, unknown> = {};
circular.self = circular;

test.each<[KisiOperationCall & Partial<KisiCallContext>, string]>([
  [{ operationId: "nothing" }, "operationId is none of Kisi's operations"],
  [{ operationId: "fetchLock" }, "params.id is missing"],
  [{ method: "get", path: "/locks" }, "method must be in capital letters"],
  [{ method: "GET", path: "//evil.com" }, "path must begin with one /"],
  [{ operationId: "createLock", body: circular }, "body cannot be written as JSON"],
  [{ operationId: "fetchLocks", partner: { identifier: "a\r\nb", contact: null } }, "partner.identifier has letters"],
  [{ operationId: "fetchLocks", authorization: { scheme: "Bearer", secret: "" } }, "copy it once more"],
])("refuses %j before anything is sent", async (call, message) => {
  const { send, sent } = scripted(answer());
  await expect(send(call)).rejects.toThrow(message);
  expect(sent).toEqual([]);
});
