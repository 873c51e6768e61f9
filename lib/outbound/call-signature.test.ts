import { expect, test } from "vitest";
import { outboundRequest } from "#lib/outbound/call-fixture";
import { createCallSigner } from "#lib/outbound/call-signature";
import type { OutboundRequest } from "#lib/outbound/exchange";

const nowMs = Date.UTC(2026, 10, 23, 12);
const key = Buffer.alloc(32, 7);
const sign = createCallSigner(key);
const json = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const post = (body: unknown, more: Partial<OutboundRequest> = {}) =>
  outboundRequest({ method: "POST", path: "/users", body: json(body), ...more });

/** True if the second call is one of those that the first one's failure names. */
function isSame(a: OutboundRequest, b: OutboundRequest, laterMs = 1_000): boolean {
  const names: readonly string[] = sign(a, nowMs);
  return sign(b, nowMs + laterMs).some((name) => names.includes(name));
}

const jane = { user: { email: "jane@", name: "Jane", tags: [1, 2] } };

test.each<[string, OutboundRequest, OutboundRequest]>([
  ["the very same", post(jane), post(jane)],
  ["keys in another order", post(jane), post({ user: { tags: [1, 2], name: "Jane", email: "jane@" } })],
  ["other spaces", post(jane), post(JSON.stringify(jane, null, 2))],
  [
    "the query in another order",
    outboundRequest({ path: "/locks?a=1&b=2" }),
    outboundRequest({ path: "/locks?b=2&a=1" }),
  ],
  ["another way to encode", outboundRequest({ path: "/locks?q=a%20b" }), outboundRequest({ path: "/locks?q=a+b" })],
  ["another call id and deadline", post(jane), post(jane, { callId: "call 2", deadlineMs: 1 })],
  ["a header that says nothing", post(jane), post(jane, { headers: ["traceparent", "00-1", "Date", "now"] })],
  [
    "a fresh time each time",
    post({ ...jane, at: new Date(nowMs).toISOString() }),
    post({ ...jane, at: new Date(nowMs + 1_000).toISOString() }),
  ],
  ["epoch seconds", post({ ...jane, t: nowMs / 1000 }), post({ ...jane, t: nowMs / 1000 + 1 })],
  [
    "epoch ms in a query",
    outboundRequest({ path: `/locks?t=${nowMs}` }),
    outboundRequest({ path: `/locks?t=${nowMs + 9}` }),
  ],
  ["a nonce", post({ ...jane, nonce: "x1" }), post({ ...jane, nonce: "x2" })],
  ["a request id", post({ ...jane, request_id: "x1" }), post({ ...jane, request_id: "x2" })],
  ["a body that is not JSON", post("{a"), post("{a")],
  ["no body", outboundRequest(), outboundRequest()],
])("nothing has changed: %s", (_, a, b) => {
  expect(isSame(a, b)).toBe(true);
});

test.each<[string, OutboundRequest, OutboundRequest]>([
  ["a corrected value", post(jane), post({ user: { ...jane.user, email: "jane@example.com" } })],
  ["a further key", post(jane), post({ user: { ...jane.user, notes: "" } })],
  ["another type", post({ a: 1 }), post({ a: "1" })],
  ["null for nothing", post({ a: null }), post({})],
  ["a list in another order", post({ a: [1, 2] }), post({ a: [2, 1] })],
  ["a key that looks like a part of the frame", post({ of: [] }), post([])],
  ["another path", post(jane), post(jane, { path: "/members" })],
  ["another query", outboundRequest({ path: "/locks?ids=1" }), outboundRequest({ path: "/locks?ids=2" })],
  [
    "values of one name in another order",
    outboundRequest({ path: "/locks?a=1&a=2" }),
    outboundRequest({ path: "/locks?a=2&a=1" }),
  ],
  ["another method", post(jane), post(jane, { method: "PUT" })],
  ["another credential", post(jane), post(jane, { breakerKey: "credential 2" })],
  [
    "a second factor",
    post(jane, { headers: ["Authorization", "K a"] }),
    post(jane, { headers: ["Authorization", "K a, Basic b"] }),
  ],
  ["a partner header", post(jane), post(jane, { headers: ["X-Kisi-Integration-Contact", "a@b.c"] })],
  [
    "another media type",
    post(jane, { headers: ["content-type", "text/plain"] }),
    post(jane, { headers: ["content-type", "application/json"] }),
  ],
  ["a time far from now", post({ at: "2026-12-01T10:00:00Z" }), post({ at: "2026-12-01T11:00:00Z" })],
  ["a large body", post(`"${"a".repeat(70_000)}"`), post(`"${"a".repeat(69_999)}b"`)],
])("it is another call: %s", (_, a, b) => {
  expect(isSame(a, b)).toBe(false);
});

test("one old stamp, sent again and again, keeps its name while the time goes on", () => {
  const body = post({ ...jane, at: new Date(nowMs).toISOString() });
  expect(isSame(body, body, 600_000)).toBe(true);
});

test("nesting without end is no way to break it", () => {
  const deep = "[".repeat(30_000) + "]".repeat(30_000);
  expect(isSame(post(deep), post(deep))).toBe(true);
  expect(isSame(post(deep), post(`${deep} `))).toBe(false);
});

test("names tell nothing without the key", () => {
  const [name] = sign(post(jane), nowMs);
  expect(name).toMatch(/^[\w-]{22}$/);
  expect(createCallSigner(Buffer.alloc(32, 8))(post(jane), nowMs)).not.toContain(name);
});
