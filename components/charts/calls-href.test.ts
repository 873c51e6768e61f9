import { expect, test } from "vitest";
import { callsHref, callsWithinHref } from "#components/charts/calls-href.ts";

const search = { last: "1h", from: null, to: null, tz: "utc", integration: null, credential: null } as const;

test("a filter is added to the range of the page", () => {
  const params = new URL(callsHref(search, { outcome: ["client_error", "rate_limited"] }), "http://a").searchParams;
  expect(Object.fromEntries(params)).toEqual({
    last: "1h",
    tz: "utc",
    outcome: "client_error,rate_limited",
    match: "any",
  });
});

test("a route with braces and a slash survives the way there", () => {
  const href = callsHref({ ...search, last: null, tz: "local" }, { route: ["GET /locks/{id}"] });
  expect(new URL(href, "http://a").searchParams.get("route")).toBe("GET /locks/{id}");
  expect(href.startsWith("/calls?")).toBe(true);
});

test("a bucket becomes a fixed range of the same traffic", () => {
  const range = { fromMs: Date.UTC(2026, 10, 23, 12), toMs: Date.UTC(2026, 10, 23, 12, 15) };
  const params = new URL(callsWithinHref(range, { ...search, tz: "local", integration: "member-sync" }, {}), "http://a")
    .searchParams;
  expect(Object.fromEntries(params)).toEqual({
    from: "2026-11-23T12:00:00Z",
    to: "2026-11-23T12:15:00Z",
    integration: "member-sync",
    match: "any",
  });
});
