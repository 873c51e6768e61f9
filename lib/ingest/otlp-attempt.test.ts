import { expect, test } from "vitest";
import { readOtlp } from "#lib/ingest/otlp";
import { sampleContext } from "#lib/ingest/sample-context";
import {
  type AttributeSketch,
  currentAttributes,
  nano,
  requestOf,
  sampleSpan,
  sampleTraceId,
  spanAttributes,
  spanStartMs,
} from "#lib/ingest/sample-span";

const context = sampleContext();
const read = (...spans: readonly unknown[]) =>
  readOtlp(Buffer.from(JSON.stringify(requestOf(...spans))), "json", sampleContext());

test("a client span becomes an attempt with nothing made up", () => {
  const { attempts, rejected, ignored } = read(sampleSpan());
  expect({ rejected, ignored }).toEqual({ rejected: [], ignored: 0 });
  expect(attempts).toEqual([
    {
      source: "otlp",
      line: 1,
      externalKey: expect.stringMatching(/^[\w-]{26}$/),
      hint: {
        kind: "alone",
        callId: expect.stringMatching(new RegExp(`^${sampleTraceId}-[0-9a-f]{8}-[0-9a-f]{12}-b7ad6b7169203331$`)),
        attempt: 1,
        final: true,
      },
      startedAtMs: spanStartMs,
      toldStartedAtMs: spanStartMs,
      method: "GET",
      path: "/locks?limit=1",
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
});

const { "url.full": _full, ...withoutUrl } = currentAttributes;
test.each<[string, Record<string, AttributeSketch>, object]>([
  [
    "old names",
    { "http.method": "POST", "http.url": "https://api.kisi.io/users", "http.status_code": 422 },
    { method: "POST", path: "/users", status: 422, outcome: "client_error" },
  ],
  [
    "old names without a URL",
    {
      "http.method": "GET",
      "net.peer.name": "api.kisi.io",
      "net.peer.port": 443,
      "http.target": "/locks?x=1",
      "http.status_code": 200,
    },
    { path: "/locks?x=1" },
  ],
  [
    "http.host",
    { "http.method": "GET", "http.host": "api.kisi.io", "http.target": "/locks" },
    { path: "/locks", outcome: "network_error", networkError: "other" },
  ],
  ["url.path and url.query", { ...withoutUrl, "url.path": "/locks", "url.query": "a=1" }, { path: "/locks?a=1" }],
  ["a template alone", { ...withoutUrl, "url.template": "/locks/{id}" }, { path: "/locks/{id}" }],
  ["a host in capitals", { ...currentAttributes, "url.full": "https://API.kisi.io/a" }, { path: "/a" }],
  ["a proxy in between", { ...currentAttributes, "server.address": "proxy.local" }, { path: "/locks?limit=1" }],
  [
    "an original method",
    { ...currentAttributes, "http.request.method": "_OTHER", "http.request.method_original": "purge" },
    { method: "PURGE" },
  ],
  ["an odd method", { ...currentAttributes, "http.request.method": "_OTHER" }, { method: "OTHER" }],
  ["a status as a text", { ...currentAttributes, "http.response.status_code": "404" }, { status: 404 }],
  [
    "error.type that repeats the status",
    { ...currentAttributes, "http.response.status_code": 500, "error.type": "500" },
    { outcome: "server_error", networkError: null, errorMessage: null },
  ],
  [
    "error.type without a status",
    { ...currentAttributes, "http.response.status_code": 0, "error.type": "ECONNREFUSED" },
    { status: null, outcome: "network_error", networkError: "refused", errorMessage: "ECONNREFUSED" },
  ],
  [
    "an answer that was cut off",
    { ...currentAttributes, "error.type": "UND_ERR_BODY_TIMEOUT" },
    { status: 200, outcome: "network_error", networkError: "body_timeout" },
  ],
  [
    "Retry-After",
    { ...currentAttributes, "http.response.status_code": 429, "http.response.header.retry-after": ["7"] },
    { retryAfterMs: 7_000, responseHeaders: ["retry-after", "7"] },
  ],
  [
    "headers with underscores",
    { ...currentAttributes, "http.request.header.user_agent": ["sync/1"] },
    { requestHeaders: ["user-agent", "sync/1"] },
  ],
])("%s", (_, attributes, expected) => {
  const { attempts, rejected } = read(sampleSpan(attributes));
  expect(rejected).toEqual([]);
  expect(attempts).toMatchObject([expected]);
});

test("an exception event tells what went wrong", () => {
  const attributes = spanAttributes({
    "exception.type": "Error",
    "exception.message": "getaddrinfo ENOTFOUND api.kisi.io",
  });
  const earlier = spanAttributes({ "exception.message": "connect ECONNREFUSED" });
  const events = [{ name: "exception", attributes: earlier }, { name: "exception", attributes }, { name: "other" }];
  const { "http.response.status_code": _status, ...unanswered } = currentAttributes;
  expect(read(sampleSpan({ ...unanswered, "error.type": "Error" }, { events })).attempts).toMatchObject([
    { outcome: "network_error", networkError: "dns", errorMessage: "getaddrinfo ENOTFOUND api.kisi.io" },
  ]);
  const status = { code: 2, message: "socket hang up" };
  expect(read(sampleSpan(unanswered, { status })).attempts).toMatchObject([
    { networkError: "reset", errorMessage: "socket hang up" },
  ]);
});

test.each<[string, object]>([
  ["a server span", sampleSpan(currentAttributes, { kind: 2 })],
  ["an internal span", sampleSpan(currentAttributes, { kind: 1 })],
  ["a span without a kind", sampleSpan(currentAttributes, { kind: undefined })],
  [
    "another host",
    sampleSpan({ ...currentAttributes, "url.full": "https://example.com/", "server.address": "example.com" }),
  ],
  [
    "a host that only looks alike",
    sampleSpan({ ...currentAttributes, "url.full": "https://api.kisi.io.example.com/", "server.address": "x" }),
  ],
  ["another port", sampleSpan({ ...withoutUrl, "url.path": "/", "server.port": 8443 })],
  ["no HTTP", sampleSpan({ "server.address": "api.kisi.io", "db.system": "redis" })],
  ["no host at all", sampleSpan({ "http.request.method": "GET", "url.path": "/" })],
  ["an unsound span that is not a client's", { kind: 1, traceId: 5 }],
])("%s is ignored and counted", (_, sketch) => {
  expect(read(sketch, sampleSpan())).toMatchObject({ attempts: [{ line: 2 }], rejected: [], ignored: 1 });
});

test("a clock that is ahead is counted at arrival and flagged", () => {
  const ahead = context.receivedAtMs + 3_600_000;
  expect(
    read(sampleSpan(currentAttributes, { startTimeUnixNano: nano(ahead), endTimeUnixNano: nano(ahead + 5) })).attempts,
  ).toMatchObject([{ startedAtMs: context.receivedAtMs, toldStartedAtMs: ahead, latencyMs: 5 }]);
});

test("the same request below one parent is a family, other requests are not", () => {
  const below = (attributes: object, parentSpanId = "00f067aa0ba902b7") =>
    sampleSpan({ ...currentAttributes, ...attributes }, { parentSpanId });
  const { attempts } = read(
    below({}),
    below({ "http.request.resend_count": 1 }),
    below({ "http.resend_count": 2 }),
    below({ "http.request.resend_count": 0 }),
    below({ "http.request.method": "HEAD" }),
    below({ "url.full": "https://api.kisi.io/locks?limit=2" }),
    below({}, "00f067aa0ba902b8"),
    below({}, "not an id"),
    below({}, "0000000000000000"),
  );
  const hints = attempts.map(({ hint }) => hint);
  const families = hints.map((hint) => (hint.kind === "sibling" ? hint.family : null));
  expect(families[0]).toMatch(new RegExp(`^${sampleTraceId}-[0-9a-f]{8}$`));
  expect(families.map((family) => family === families[0])).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(new Set(families).size).toBe(5);
  expect(hints.map(({ attempt }) => attempt)).toEqual([null, 2, 3, null, null, null, null, 1, 1]);
});

test("ids differ between integrations", () => {
  const [ours, theirs] = ["sync", "app"].map((integration) =>
    readOtlp(Buffer.from(JSON.stringify(requestOf(sampleSpan()))), "json", sampleContext({ integration })).attempts.at(
      0,
    ),
  );
  expect(ours?.externalKey).not.toBe(theirs?.externalKey);
  expect(ours?.hint).not.toEqual(theirs?.hint);
});

test("an upstream on loopback is told by its port", () => {
  const hosts = ["127.0.0.1:4010"];
  const readFor = (attributes: Record<string, AttributeSketch>) =>
    readOtlp(Buffer.from(JSON.stringify(requestOf(sampleSpan(attributes)))), "json", sampleContext({ hosts })).attempts
      .length;
  const base = { "http.request.method": "GET", "url.path": "/locks", "server.address": "127.0.0.1" };
  expect(readFor({ ...base, "server.port": 4_010 })).toBe(1);
  expect(readFor(base)).toBe(1);
  expect(readFor({ ...base, "server.port": 4_011 })).toBe(0);
  expect(readFor({ ...base, "url.full": "http://127.0.0.1:4010/locks" })).toBe(1);
});
