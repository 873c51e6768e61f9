import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { readHar } from "#lib/ingest/har";
import { sampleContext } from "#lib/ingest/sample-context";
import { type EntrySketch, harOf, sampleEntry } from "#lib/ingest/sample-har";

const context = sampleContext();
const startMs = Date.UTC(2026, 0, 31, 11);

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const readText = (text: string, chunkBytes = 65_536, changes = {}) =>
  readHar(inChunks(Buffer.from(text), chunkBytes), sampleContext(changes));
const read = (...entries: readonly unknown[]) => readText(harOf(...entries));

test("an entry becomes an attempt with nothing made up", async () => {
  expect(await read(sampleEntry())).toEqual({
    attempts: [
      {
        source: "har",
        line: 1,
        externalKey: expect.stringMatching(/^[\w-]{26}$/),
        hint: { kind: "alone", callId: "new-1", attempt: 1, final: true },
        startedAtMs: startMs,
        toldStartedAtMs: startMs,
        method: "GET",
        path: "/locks/1?limit=1",
        status: 200,
        outcome: "success",
        networkError: null,
        latencyMs: 120.5,
        ttfbMs: 100,
        retryAfterMs: null,
        errorCode: null,
        errorMessage: null,
        credential: null,
        requestHeaders: [],
        requestBody: null,
        responseHeaders: [],
        responseBody: new Uint8Array(),
        responseBodyBytes: 2,
      },
    ],
    rejected: [],
    ignored: 0,
  });
});

test.each<[string, EntrySketch, object]>([
  [
    "no connection (Chrome)",
    { response: { status: 0, _transferSize: 0, _error: "net::ERR_CONNECTION_REFUSED" } },
    { status: null, outcome: "network_error", networkError: "refused", errorMessage: "net::ERR_CONNECTION_REFUSED" },
  ],
  [
    "no name (Playwright)",
    { response: { status: -1, _transferSize: -1, _failureText: "net::ERR_NAME_NOT_RESOLVED" } },
    { status: null, networkError: "dns" },
  ],
  [
    "no response at all",
    { response: null, time: 5 },
    { status: null, outcome: "network_error", networkError: "other" },
  ],
  [
    "an error of the entry (Firefox)",
    { response: { status: 0 }, _error: "NS_ERROR_NET_RESET" },
    { networkError: "reset" },
  ],
  [
    "cut off after its head",
    { response: { _error: "net::ERR_CONTENT_LENGTH_MISMATCH", _transferSize: -1 } },
    { status: 200, outcome: "network_error", networkError: "truncated" },
  ],
  [
    "cancelled",
    { response: { status: 0, _transferSize: 0, _error: "net::ERR_ABORTED" } },
    { outcome: "aborted", networkError: null },
  ],
  [
    "under way when the file was written",
    { time: -1, timings: { receive: -1 }, response: { status: -1, _transferSize: -1 } },
    { outcome: "aborted", latencyMs: 0, ttfbMs: null },
  ],
  ["with odd timings", { timings: { receive: 500 } }, { latencyMs: 120.5, ttfbMs: null }],
  ["without timings", { timings: undefined }, { latencyMs: 120.5, ttfbMs: null }],
  ["with a lower-case method", { request: { method: "post" } }, { method: "POST" }],
  [
    "with Retry-After",
    { response: { status: 429, headers: [{ name: "Retry-After", value: "3" }] } },
    { outcome: "rate_limited", retryAfterMs: 3_000 },
  ],
  [
    "from a clock that is ahead",
    { startedDateTime: "2030-01-01T00:00:00Z" },
    { startedAtMs: context.receivedAtMs, toldStartedAtMs: Date.UTC(2030, 0, 1) },
  ],
])("an entry %s", async (_, sketch, expected) => {
  const { attempts, rejected, ignored } = await read(sampleEntry(sketch));
  expect({ rejected, ignored }).toEqual({ rejected: [], ignored: 0 });
  expect(attempts).toMatchObject([expected]);
});

test.each<[string, EntrySketch]>([
  ["another host", { request: { url: "https://example.com/locks" } }],
  ["a host that only looks alike", { request: { url: "https://api.kisi.io.example.com/" } }],
  ["data in the URL", { request: { url: "data:text/plain,x" } }],
  ["Chrome's cache", { _fromCache: "disk", response: { _transferSize: 0 } }],
  ["Playwright's cache", { response: { _transferSize: 0 } }],
  ["a redirect within the browser", { response: { status: 307, _transferSize: 0 } }],
  ["an ad blocker", { response: { status: 0, _error: "net::ERR_BLOCKED_BY_CLIENT" } }],
])("%s is ignored and counted", async (_, sketch) => {
  expect(await read(sampleEntry(sketch), sampleEntry())).toMatchObject({
    attempts: [{ line: 2 }],
    rejected: [],
    ignored: 1,
  });
});

test.each<[string, unknown, RegExp]>([
  ["no entry", 5, /no HAR entry/],
  ["no URL", { request: {} }, /no HAR entry/],
  ["no method", sampleEntry({ request: { method: undefined } }), /entry.request.method is missing/],
  ["an odd method", sampleEntry({ request: { method: "G T" } }), /not an HTTP method/],
  ["a status as a text", sampleEntry({ response: { status: "200" } }), /entry.response.status is missing or not/],
  ["no start", sampleEntry({ startedDateTime: undefined }), /entry.startedDateTime/],
  ["an odd start", sampleEntry({ startedDateTime: "today" }), /startedDateTime "today" is not a time/],
  ["older than retention", sampleEntry({ startedDateTime: "2025-01-01T00:00:00Z" }), /older than the 30 days/],
])("%s is refused with the reason, and spoils no other", async (_, bad, reason) => {
  const { attempts, rejected } = await read(sampleEntry(), bad, sampleEntry({ time: 1 }));
  expect(attempts.map(({ line }) => line)).toEqual([1, 3]);
  expect(rejected).toEqual([{ line: 2, message: expect.stringMatching(reason) }]);
});

test("an entry that is too long is refused alone", async () => {
  const long = sampleEntry({ response: { status: 500, content: { size: 1, text: "x".repeat(9 * 1_048_576) } } });
  const { attempts, rejected } = await read(long, sampleEntry());
  expect(attempts).toHaveLength(1);
  expect(rejected).toEqual([{ line: 1, message: "is longer than 8 MiB" }]);
});

test("the same entry has the same key in every export, and twins in one file have two", async () => {
  const keysOf = async (...entries: readonly unknown[]) =>
    (await read(...entries)).attempts.map(({ externalKey }) => externalKey);
  const [first, second] = [sampleEntry(), sampleEntry({ time: 3 })];
  const keys = await keysOf(first, first, second);
  expect(new Set(keys).size).toBe(3);
  expect(await keysOf(second, first, first)).toEqual([keys[2], keys[0], keys[1]]);
});

test("other hosts can be asked for", async () => {
  const text = harOf(sampleEntry({ request: { url: "http://127.0.0.1:4010/locks" } }), sampleEntry());
  expect(await readText(text, 65_536, { hosts: ["127.0.0.1:4010"] })).toMatchObject({
    attempts: [{ line: 1 }],
    ignored: 1,
  });
});

test("chunks may be cut anywhere", async () => {
  const text = `\ufeff${harOf(sampleEntry({ request: { url: "https://api.kisi.io/é€😀" } }), 5, sampleEntry())}\n`;
  const whole = await readText(text);
  for (const chunkBytes of [1, 2, 3, 100]) expect(await readText(text, chunkBytes)).toEqual(whole);
  expect(whole.attempts[0]?.path).toBe("/é€😀");
});

test.each<[string, string, RegExp]>([
  ["nothing", "", /ends in the middle/],
  ["text", "hello", /neither an object/],
  ["no log", "{}", /is it a HAR file/],
  ["no entries", '{"log":{"version":"1.2"}}', /is it a HAR file/],
  ["a file that is cut off", harOf(sampleEntry(), sampleEntry()).slice(0, -3), /ends in the middle/],
  ["a deep one", `{"log":{"entries":[${"[".repeat(100_000)}`, /nested deeper/],
])("%s is refused as a whole", async (_, text, reason) => {
  const error = await readText(text).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "bad_input", message: expect.stringMatching(reason) });
});

test("more than 20,000 entries for the host, or 128 MiB, are refused", async () => {
  const one = JSON.stringify(sampleEntry());
  await expect(readText(`{"log":{"entries":[${`${one},`.repeat(20_000)}${one}]}}`)).rejects.toMatchObject({
    code: "too_large",
  });
  async function* endless() {
    yield Buffer.from('{"log":{"entries":[');
    for (;;) yield Buffer.alloc(1_048_576, " ");
  }
  await expect(readHar(endless(), context)).rejects.toMatchObject({ code: "too_large" });
});

test("whatever comes, nothing but an AppError is thrown", async () => {
  const hostile = fc.oneof(
    fc.jsonValue(),
    fc.record({
      startedDateTime: fc.jsonValue(),
      time: fc.jsonValue(),
      request: fc.jsonValue(),
      response: fc.jsonValue(),
    }),
    fc
      .record({ time: fc.double({ noNaN: true }), status: fc.integer(), size: fc.integer() })
      .map(({ time, status, size }) =>
        sampleEntry({ time, response: { status, content: { size, text: "x", encoding: "base64" } } }),
      ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { maxLength: 5 }), fc.nat({ max: 30 }), async (entries, dropped) => {
      try {
        const text = harOf(...entries);
        const { attempts, rejected, ignored } = await readText(
          text.slice(0, text.length - (dropped > 20 ? dropped : 0)),
          50,
        );
        expect(attempts.length + rejected.length + ignored).toBe(entries.length);
        for (const { latencyMs, responseBodyBytes } of attempts)
          expect(latencyMs >= 0 && responseBodyBytes >= 0).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 500 },
  );
});
