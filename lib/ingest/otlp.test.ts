import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { readOtlp } from "#lib/ingest/otlp";
import { sampleContext } from "#lib/ingest/sample-context";
import { currentAttributes, nano, requestOf, sampleSpan, sampleTraceId, spanStartMs } from "#lib/ingest/sample-span";

const context = sampleContext();
const { "url.full": _full, ...withoutUrl } = currentAttributes;
const readJson = (value: unknown) => readOtlp(Buffer.from(JSON.stringify(value)), "json", sampleContext());
const read = (...spans: readonly unknown[]) => readJson(requestOf(...spans));

test.each<[string, unknown, RegExp]>([
  ["no span", 5, /span is not an object/],
  ["nothing", null, /span is not an object/],
  ["no trace id", sampleSpan(currentAttributes, { traceId: "" }), /span.traceId: must be 32 hex digits/],
  ["a trace id of zeros", sampleSpan(currentAttributes, { traceId: "0".repeat(32) }), /span.traceId/],
  ["a trace id in base64", sampleSpan(currentAttributes, { traceId: "CvdlGRbNQ92ESOshHIAxnA==" }), /span.traceId/],
  ["a span id too long", sampleSpan(currentAttributes, { spanId: "b7ad6b7169203331ff" }), /span.spanId/],
  ["no start", sampleSpan(currentAttributes, { startTimeUnixNano: undefined }), /span.startTimeUnixNano/],
  ["a negative start", sampleSpan(currentAttributes, { startTimeUnixNano: -5 }), /span.startTimeUnixNano/],
  [
    "an end before the start",
    sampleSpan(currentAttributes, { endTimeUnixNano: nano(spanStartMs - 1) }),
    /ends before it starts/,
  ],
  ["no end yet", sampleSpan(currentAttributes, { endTimeUnixNano: "0" }), /ends before it starts/],
  [
    "more than a day",
    sampleSpan(currentAttributes, { startTimeUnixNano: nano(spanStartMs - 86_400_001) }),
    /longer than a day/,
  ],
  [
    "older than retention",
    sampleSpan(currentAttributes, { startTimeUnixNano: "1000000000", endTimeUnixNano: "1000000001" }),
    /older than the 30 days/,
  ],
  [
    "milliseconds for nanoseconds",
    sampleSpan(currentAttributes, { startTimeUnixNano: spanStartMs, endTimeUnixNano: spanStartMs + 5 }),
    /older than the 30 days/,
  ],
  ["no path", sampleSpan(withoutUrl), /its route is unknown/],
  ["a path with spaces", sampleSpan({ ...withoutUrl, "url.path": "/a b" }), /spaces or control/],
])("%s is refused with the reason, and spoils no other", (_, sketch, reason) => {
  const { attempts, rejected, ignored } = read(sampleSpan(), sketch, sampleSpan());
  expect(attempts.map(({ line }) => line)).toEqual([1, 3]);
  expect(rejected).toEqual([{ line: 2, message: expect.stringMatching(reason) }]);
  expect(ignored).toBe(0);
});

test("what encoders write in different ways is read alike", () => {
  const [expected] = read(sampleSpan()).attempts;
  const upper = sampleSpan(currentAttributes, {
    traceId: sampleTraceId.toUpperCase(),
    spanId: "B7AD6B7169203331",
    kind: "SPAN_KIND_CLIENT",
  });
  const snake = {
    resource_spans: [
      {
        scope_spans: [
          {
            spans: [
              {
                trace_id: sampleTraceId,
                span_id: "b7ad6b7169203331",
                parent_span_id: "",
                kind: 3,
                start_time_unix_nano: nano(spanStartMs),
                end_time_unix_nano: `${spanStartMs + 12}500000`,
                attributes: Object.entries(currentAttributes).map(([key, value]) => ({
                  key,
                  value: typeof value === "number" ? { int_value: value } : { string_value: value },
                })),
                events: null,
                status: null,
              },
            ],
          },
        ],
      },
    ],
  };
  expect(read(upper).attempts).toEqual([expected]);
  expect(readJson(snake).attempts).toEqual([expected]);
  expect(readOtlp(Buffer.from(`\ufeff${JSON.stringify(requestOf(sampleSpan()))}`), "json", context).attempts).toEqual([
    expected,
  ]);
  const asNumber = sampleSpan(currentAttributes, {
    startTimeUnixNano: spanStartMs * 1e6,
    endTimeUnixNano: (spanStartMs + 12) * 1e6,
  });
  expect(read(asNumber).attempts).toMatchObject([{ startedAtMs: spanStartMs, latencyMs: 12 }]);
});

test.each<[string, unknown]>([
  ["an array", []],
  ["a text", "x"],
  ["resourceSpans that are no list", { resourceSpans: {} }],
  ["spans that are no list", { resourceSpans: [{ scopeSpans: [{ spans: 5 }] }] }],
])("%s is no request", (_, value) => {
  expect(() => readJson(value)).toThrow(expect.objectContaining({ code: "bad_input" }));
});

test("an empty request is sound", () => {
  const nothing = { attempts: [], rejected: [], ignored: 0 };
  for (const value of [{}, { resourceSpans: null }, { resourceSpans: [{}] }, requestOf()])
    expect(readJson(value)).toEqual(nothing);
  expect(readOtlp(new Uint8Array(), "protobuf", context)).toEqual(nothing);
});

test.each<[string, Uint8Array]>([
  ["no JSON", Buffer.from("{nonsense}")],
  ["JSON that is cut off", Buffer.from('{"resourceSpans":[')],
  ["deep JSON", Buffer.from(`{"a":${"[".repeat(200_000)}`)],
  ["a million objects", Buffer.from(`[${"{},".repeat(1_000_001)}{}]`)],
])("%s is refused", (_, body) => {
  expect(() => readOtlp(body, "json", context)).toThrow(expect.objectContaining({ code: "bad_input" }));
});

test("more than 8 MiB or 20,000 spans are refused", () => {
  const tooLarge = expect.objectContaining({ code: "too_large" });
  expect(() => readOtlp(new Uint8Array(8 * 1_048_576 + 1), "protobuf", context)).toThrow(tooLarge);
  expect(() => read(...Array.from({ length: 20_001 }, () => 1))).toThrow(tooLarge);
});

test("whatever JSON comes, nothing but an AppError is thrown", () => {
  const names = fc.constantFrom(
    "resourceSpans",
    "scopeSpans",
    "spans",
    "traceId",
    "attributes",
    "kind",
    "key",
    "value",
    "__proto__",
    "a_b",
  );
  const { hostile } = fc.letrec((tie) => ({
    hostile: fc.oneof(
      { maxDepth: 8 },
      fc.jsonValue(),
      fc.constantFrom(3, sampleTraceId, sampleSpan()),
      fc.array(tie("hostile"), { maxLength: 4 }),
      fc.dictionary(names, tie("hostile"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(
      fc.oneof(
        hostile,
        fc.array(hostile).map((spans) => requestOf(...spans)),
      ),
      (value) => {
        try {
          const { attempts, rejected } = readJson(value);
          for (const { latencyMs, startedAtMs } of attempts)
            expect(Number.isFinite(latencyMs) && Number.isSafeInteger(startedAtMs)).toBe(true);
          for (const { message } of rejected) expect(message.length).toBeLessThan(300);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
