import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { readNdjson } from "#lib/ingest/ndjson";
import { sampleContext } from "#lib/ingest/sample-context";

const record = { startedAt: "2026-01-31T11:59:00Z", method: "GET", url: "/locks/1", status: 200, latencyMs: 12.5 };
const read = (text: string | Buffer) => readNdjson(Buffer.from(text), sampleContext());
const lines = (...records: readonly unknown[]) => records.map((one) => JSON.stringify(one)).join("\n");
const readOne = (changes: object) => read(JSON.stringify({ ...record, ...changes }));

test("a record becomes an attempt with nothing made up", () => {
  const { attempts, rejected, ignored } = read(lines(record));
  expect(attempts).toEqual([
    {
      source: "ndjson",
      line: 1,
      externalKey: null,
      hint: { kind: "alone", callId: "new-1", attempt: 1, final: true },
      startedAtMs: Date.UTC(2026, 0, 31, 11, 59),
      toldStartedAtMs: Date.UTC(2026, 0, 31, 11, 59),
      method: "GET",
      path: "/locks/1",
      status: 200,
      outcome: "success",
      networkError: null,
      latencyMs: 12.5,
      ttfbMs: null,
      retryAfterMs: null,
      errorCode: null,
      errorMessage: null,
      credential: null,
      requestHeaders: [],
      requestBody: null,
      responseHeaders: [],
      responseBody: new Uint8Array(),
      responseBodyBytes: 0,
    },
  ]);
  expect({ rejected, ignored }).toEqual({ rejected: [], ignored: 0 });
});

test.each<[object, object]>([
  [
    { status: 404, errorCode: "afc516", errorMessage: "No" },
    { errorCode: "afc516", errorMessage: "No", outcome: "client_error" },
  ],
  [
    { status: 429, retryAfterMs: 2_000 },
    { outcome: "rate_limited", retryAfterMs: 2_000 },
  ],
  [
    { status: null, error: "ECONNREFUSED" },
    { outcome: "network_error", networkError: "refused", errorMessage: "ECONNREFUSED" },
  ],
  [
    { status: undefined, error: "ECONNREFUSED" },
    { status: null, networkError: "refused" },
  ],
  [{ status: null }, { outcome: "network_error", networkError: "other", errorMessage: null }],
  [
    { status: null, error: "reset", errorMessage: "lost" },
    { networkError: "reset", errorMessage: "lost" },
  ],
  [{ status: 404, errorMessage: "x".repeat(9_000) }, { errorMessage: "x".repeat(2_000) }],
  [{ method: "post" }, { method: "POST" }],
  [{ url: "https://api.kisi.io/locks?x=1" }, { path: "/locks?x=1" }],
  [{ latencyMs: 0 }, { latencyMs: 0 }],
  [{ credential: "0123456789abcdef" }, { credential: "0123456789abcdef" }],
  [
    { startedAt: Date.UTC(2030, 0, 1) },
    { startedAtMs: sampleContext().receivedAtMs, toldStartedAtMs: Date.UTC(2030, 0, 1) },
  ],
  [{ callId: "a-1" }, { hint: { kind: "named", callId: "a-1", attempt: null, final: null } }],
  [{ callId: "a-1", attempt: 2, final: false }, { hint: { kind: "named", callId: "a-1", attempt: 2, final: false } }],
  [{ attempt: 3, final: false }, { hint: { kind: "alone", callId: "new-1", attempt: 3, final: false } }],
  [
    {
      callId: null,
      attempt: null,
      final: null,
      errorCode: null,
      errorMessage: null,
      error: null,
      retryAfterMs: null,
      credential: null,
      id: null,
    },
    { hint: { kind: "alone", callId: "new-1", attempt: 1, final: true }, externalKey: null },
  ],
])("%j is understood", (changes, expected) => {
  const { attempts, rejected } = readOne(changes);
  expect(rejected).toEqual([]);
  expect(attempts).toMatchObject([expected]);
});

test.each<[object, string | RegExp]>([
  [{ startedAt: undefined }, "startedAt is missing"],
  [{ startedAt: null }, "startedAt must be an ISO 8601 time or epoch milliseconds"],
  [{ startedAt: 1_769_860_740 }, /epoch seconds/],
  [{ startedAt: "2025-12-01T00:00:00Z" }, /older than the 30 days/],
  [{ method: undefined }, "method is missing"],
  [{ method: "G T" }, "method must be an HTTP method such as GET"],
  [{ url: 5 }, "url must be a path or an absolute URL"],
  [{ url: "https://example.com/" }, /host "example.com"/],
  [{ status: undefined }, "status is missing: send null if no answer came"],
  [{ status: 99 }, /^status must be an HTTP status/],
  [{ status: 200.5 }, /^status must be an HTTP status/],
  [{ status: "200" }, /^status must be an HTTP status/],
  [{ latencyMs: undefined }, "latencyMs is missing"],
  [{ latencyMs: -1 }, /^latencyMs must be a number of milliseconds/],
  [{ latencyMs: "5" }, /^latencyMs must be a number of milliseconds/],
  [{ latencyMs: 86_400_001 }, /^latencyMs must be a number of milliseconds/],
  [{ callId: "a/b" }, /^callId must be 1 to 100 letters/],
  [{ callId: "" }, /^callId must be/],
  [{ callId: "x".repeat(101) }, /^callId must be/],
  [{ attempt: 0 }, "attempt must be a whole number from 1 to 1000"],
  [{ attempt: 1.5 }, /^attempt must be/],
  [{ final: "yes" }, "final must be true or false"],
  [{ errorCode: "a b" }, /^errorCode must be/],
  [{ retryAfterMs: -5 }, /^retryAfterMs must be/],
  [{ id: 7 }, "id must be a text of 1 to 200 characters"],
  [{ id: "" }, "id must be a text of 1 to 200 characters"],
  [{ credential: "" }, /^credential must be/],
  [{ durationMs: 5 }, 'has the unknown field "durationMs"'],
  [{ [`${"x".repeat(500)}`]: 5 }, /unknown field "x{60}…"$/],
])("%j is refused with the reason", (changes, reason) => {
  const { attempts, rejected } = readOne(changes);
  expect(attempts).toEqual([]);
  expect(rejected).toEqual([{ line: 1, message: typeof reason === "string" ? reason : expect.stringMatching(reason) }]);
});

test.each([
  '{"latencyMs":1e999',
  "null",
  "5",
  "[1]",
  '"x"',
  "{}",
  "{",
  "nonsense",
  '{"a":1} {"b":2}',
  '{"__proto__":{"status":200}}',
])("the line %s is refused", (line) => {
  const { attempts, rejected } = read(`${lines(record)}\n${line}\n${lines(record)}`);
  expect(attempts).toHaveLength(2);
  expect(rejected).toMatchObject([{ line: 2 }]);
  expect(({} as { status?: number }).status).toBeUndefined();
});

test("lines are numbered from 1, blank ones too, whatever ends them", () => {
  const { attempts, rejected } = read(`\ufeff\r\n${lines(record)}\r\n\n  \nbad\r\n${lines(record)}\nworse`);
  expect(attempts).toHaveLength(2);
  expect(rejected.map(({ line }) => line)).toEqual([5, 7]);
});

test("an array is numbered from 1 by its elements", () => {
  const { attempts, rejected } = read(`\n [${lines(record)}, {"a":tru}, ${lines(record)}, 7, ]`);
  expect(attempts).toHaveLength(2);
  expect(rejected.map(({ line }) => line)).toEqual([2, 4, 5]);
});

test.each(["[", '[{"a":1}', '[{"a":1}, {"b":'])("%s, an array without its end, is refused as a whole", (text) => {
  expect(() => read(text)).toThrow(/ends in the middle/);
});

test("nothing at all is nothing", () => {
  for (const text of ["", "\n\n", "[]"]) expect(read(text)).toEqual({ attempts: [], rejected: [], ignored: 0 });
});

test("ids are kept as keys that tell integrations apart, and never as themselves", () => {
  const keyOf = (integration: string | null, id: string) =>
    readNdjson(Buffer.from(JSON.stringify({ ...record, id })), sampleContext({ integration })).attempts[0]?.externalKey;
  expect(keyOf("sync", "a")).toMatch(/^[\w-]{26}$/);
  expect(keyOf("sync", "a")).toBe(keyOf("sync", "a"));
  expect(new Set([keyOf("sync", "a"), keyOf("sync", "b"), keyOf("app", "a"), keyOf(null, "a")]).size).toBe(4);
});

test("limits: a long line alone is refused, too many records or lines or bytes are refused whole", () => {
  const { attempts, rejected } = read(`${lines(record)}\n${"x".repeat(40_000)}\n${lines(record)}`);
  expect(attempts).toHaveLength(2);
  expect(rejected).toEqual([{ line: 2, message: "is longer than 32 KiB" }]);
  expect(read("5\n".repeat(10_000)).rejected).toHaveLength(10_000);
  const tooLarge = [
    "5\n".repeat(10_001),
    `[${"5,".repeat(10_000)}5]`,
    "\n".repeat(100_001),
    " ".repeat(16 * 1_048_576 + 1),
  ];
  for (const text of tooLarge) expect(() => read(text)).toThrow(expect.objectContaining({ code: "too_large" }));
});

test("bad lines never spoil good ones, and are told by their number", () => {
  const bad = fc.oneof(
    fc.string().filter((text) => !/[\n]/.test(text) && text.trim() !== "" && !text.trimStart().startsWith("[")),
    fc
      .jsonValue()
      .filter((value) => !Array.isArray(value))
      .map((value) => JSON.stringify(value)),
    fc.constantFrom('{"startedAt":', "}{", '{"__proto__":1}', JSON.stringify({ ...record, status: "x" })),
  );
  const line = fc.oneof(fc.constant(null), bad);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom("\n", "\r\n"), (all, lineEnd) => {
      // The first line decides between NDJSON and an array.
      const texts = [null, ...all].map((text, at) => text ?? JSON.stringify({ ...record, id: `line ${at + 1}` }));
      const { attempts, rejected } = read(texts.join(lineEnd));
      expect(attempts).toHaveLength(1 + all.filter((text) => text === null).length);
      expect(rejected.map(({ line: number }) => number)).toEqual(
        all.flatMap((text, at) => (text === null ? [] : at + 2)),
      );
    }),
  );
});

test("whatever bytes come, nothing but an AppError is thrown", () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: "binary", maxLength: 300 }).map((text) => Buffer.from(text)),
    fc
      .record({
        startedAt: fc.anything(),
        method: fc.anything(),
        url: fc.anything(),
        status: fc.anything(),
        latencyMs: fc.anything(),
      })
      .map((value) => Buffer.from(safely(value))),
  );
  fc.assert(
    fc.property(hostile, (bytes) => {
      try {
        readNdjson(bytes, sampleContext());
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 1_000 },
  );
});

function safely(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return "null";
  }
}
