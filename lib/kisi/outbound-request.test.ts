import { expect, test } from "vitest";
import { createOutboundRequest, type OutboundRequestInput } from "#lib/kisi/outbound-request";

const input: OutboundRequestInput = {
  callId: "c1",
  method: "GET",
  path: "/locks/1?x=1",
  headers: ["Accept", "application/json"],
  body: null,
  origin: "https://api.kisi.io",
  credential: "f00d",
  source: "gateway",
  integration: "sync",
};

test("adds route, limits and defaults to what was asked for", () => {
  expect(createOutboundRequest(input)).toEqual({
    callId: "c1",
    method: "GET",
    path: "/locks/1?x=1",
    headers: ["Accept", "application/json"],
    body: null,
    origin: "https://api.kisi.io",
    source: "gateway",
    integration: "sync",
    route: "GET /locks/{id}",
    credential: "f00d",
    doorAction: false,
    repeatSafe: false,
    retriesMax: 4,
    deadlineMs: 30_000,
    paceLimits: [{ key: "credential:f00d", count: 5, windowMs: 1_000 }],
    breakerKey: "credential:f00d",
    priority: "normal",
    guardOff: false,
  });
});

test("keys of one user share its limits, and fail each for itself", () => {
  const request = createOutboundRequest({ ...input, method: "POST", path: "/event_sets", kisiUser: "17" });
  expect(request.paceLimits.map(({ key }) => key)).toEqual(["user:17", "user:17:event_sets"]);
  expect(request.breakerKey).toBe("credential:f00d");
});

test.each([
  ["POST", "/event_sets", "f00d", { key: "credential:f00d:event_sets", count: 1, windowMs: 1_000 }],
  ["POST", "/signed_upload_urls", null, { key: "anonymous:signed_upload_urls", count: 1, windowMs: 10_000 }],
])("%s %s has a limit of its own beside the general one", (method, path, credential, limit) => {
  const { paceLimits } = createOutboundRequest({ ...input, method, path, credential });
  expect(paceLimits).toEqual([expect.objectContaining({ count: 5, windowMs: 1_000 }), limit]);
});

test("calls without a key share one limit and one breaker", () => {
  const request = createOutboundRequest({ ...input, credential: null });
  expect(request.paceLimits).toEqual([{ key: "anonymous", count: 5, windowMs: 1_000 }]);
  expect(request.breakerKey).toBe("anonymous");
});

test("goes unpaced when told so", () => {
  expect(createOutboundRequest({ ...input, paced: false }).paceLimits).toEqual([]);
});

test("knows a door", () => {
  expect(createOutboundRequest({ ...input, method: "POST", path: "/locks/1/unlock" }).doorAction).toBe(true);
});

test.each([
  [
    { retriesMax: 99, deadlineMs: 999_999 },
    { retriesMax: 10, deadlineMs: 120_000 },
  ],
  [
    { retriesMax: -1, deadlineMs: 0 },
    { retriesMax: 0, deadlineMs: 1 },
  ],
  [
    { retriesMax: 0, deadlineMs: 500 },
    { retriesMax: 0, deadlineMs: 500 },
  ],
])("brings %j into bounds", (asked, given) => {
  expect(createOutboundRequest({ ...input, ...asked })).toMatchObject(given);
});
