import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AjarProcess, startAjar } from "./ajar-process";
import { builtActions, builtRoutes } from "./built-entries";

const token = "ajar-token-for-this-test-alone";
const owner = { email: "owner@example.com", password: "a sentence only I know" };

/** What answers without a session or a token; a new route that does must be added here on purpose. */
const open = ["/login", "/join", "/set-up", "/icon.svg", "/_not-found", "/_global-error", "/api/v1/openapi.json"];

const routes = builtRoutes();
const pages = routes.filter(({ isHandler }) => !isHandler).map(({ path }) => path);
const handlers = routes.filter(({ isHandler }) => isHandler).map(({ path }) => path);
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Ways in that got past the middleware of others: prefetches, payload requests, and headers that Next once believed. */
const disguises: readonly (readonly [name: string, suffix: string, headers: Readonly<Record<string, string>>])[] = [
  ["plain", "", {}],
  ["RSC header", "", { rsc: "1" }],
  ["RSC query", "?_rsc=abc", { rsc: "1" }],
  ["prefetch", "", { rsc: "1", "next-router-prefetch": "1" }],
  ["segment prefetch", "", { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" }],
  ["middleware header", "", { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" }],
  ["trusted names", "", { "x-ajar-peer": "127.0.0.1", "x-ajar-scheme": "https", "x-ajar-path": "/" }],
  ["forged cookie", "", { cookie: "ajar_session=forged; __Host-ajar_session=forged" }],
  [".rsc", ".rsc", {}],
];

let ajar: AjarProcess;

beforeAll(async () => {
  const env = { AJAR_ADMIN_EMAIL: owner.email, AJAR_ADMIN_PASSWORD: owner.password, AJAR_API_TOKEN: token };
  ajar = await startAjar({ env });
});
afterAll(() => ajar[Symbol.asyncDispose]());

/** A request whose Host and path are sent as they are given. */
function rawStatus(
  path: string,
  headers: Readonly<Record<string, string>>,
  method = "GET",
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(ajar.origin, { path, method, headers }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode));
    });
    sent.once("error", reject).end();
  });
}

test("the build has pages, routes and actions to try", () => {
  expect(pages).toContain("/");
  expect(handlers).toContain("/api/v1/calls");
  expect(builtActions().length).toBeGreaterThan(5);
});

/** Where a visitor ends up who asks for a page. Next first sends payload requests to their proper address. */
async function ask(path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  const response = await fetch(`${ajar.origin}${path}`, { headers, redirect: "manual" });
  const location = new URL(response.headers.get("location") ?? "/login", ajar.origin);
  const isSamePage = location.pathname === new URL(path, ajar.origin).pathname;
  return isSamePage ? fetch(location, { headers, redirect: "manual" }) : response;
}

/** Sent to sign in, told that there is no such page, or given the names of its segments and nothing of its content. */
function isTurnedAway({ status, headers }: Response, text: string): boolean {
  if (status === 404) return true;
  if (headers.get("location")?.startsWith("/login") || /NEXT_REDIRECT;\w+;\/login/.test(text)) return true;
  return /\["children",\{"s":"__PAGE__"\}\]/.test(text) && !text.includes(owner.email);
}

test.each(disguises)("no page answers a visitor who is not signed in: %s", async (_name, suffix, headers) => {
  for (const page of pages.filter((path) => !open.includes(path))) {
    const response = await ask(`${page}${suffix}`, headers);
    const text = await response.text();
    expect(isTurnedAway(response, text), `${page}${suffix} answered ${response.status}: ${text}`).toBe(true);
  }
});

test.each(methods)("no route handler answers %s without a token", async (method) => {
  for (const handler of handlers.filter((path) => !open.includes(path))) {
    const headers = { "content-type": "application/json" };
    const { status } = await fetch(`${ajar.origin}${handler}`, { method, headers, redirect: "manual" });
    expect([401, 405, 404, 204], `${method} ${handler}`).toContain(status);
    expect(method === "OPTIONS" || status !== 204, `${method} ${handler}`).toBe(true);
  }
});

test.each([
  ["no", undefined, 401],
  ["another", "Bearer ajar-token-of-another-place", 401],
  ["the", `Bearer ${token}`, 200],
])("the API with %s token", async (_which, authorization, status) => {
  const response = await fetch(`${ajar.origin}/api/v1/calls`, { headers: authorization ? { authorization } : {} });
  expect(response.status).toBe(status);
  const type = status === 200 ? "application/json" : "application/problem+json";
  expect(response.headers.get("content-type")).toContain(type);
});

test("no server action runs for a visitor who is not signed in", async () => {
  for (const { id, path } of builtActions()) {
    const headers = { "next-action": id, "content-type": "text/plain;charset=UTF-8" };
    const response = await fetch(`${ajar.origin}${path}`, { method: "POST", headers, body: "[]", redirect: "manual" });
    expect(await response.text(), path).not.toMatch(/"kind":"(done|answered)"/);
    expect(response.headers.getSetCookie().filter((cookie) => /session=[^;]/.test(cookie))).toEqual([]);
  }
});

test.each([["evil.example"], ["evil.example:3000"], ["127.0.0.1.evil.example"]])(
  "the host %j is answered by nothing",
  async (host) => {
    for (const path of ["/", "/login", "/healthz", "/api/v1/calls", "/_next/static/x.js"]) {
      expect([400, 421], path).toContain(await rawStatus(path, { host }));
    }
  },
);

test.each([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["another site, by its origin alone", { origin: "https://evil.example" }],
  ["a page without an origin", { origin: "null" }],
])("a write that comes from %s is refused", async (_name, headers) => {
  for (const path of ["/login", "/", "/api/v1/calls"]) {
    expect(await rawStatus(path, { host: new URL(ajar.origin).host, ...headers }, "POST"), path).toBe(403);
  }
});

test("every answer carries the security headers", async () => {
  for (const path of ["/login", "/", "/healthz", "/api/v1/calls", "/nowhere"]) {
    const { headers } = await fetch(`${ajar.origin}${path}`, { redirect: "manual" });
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("x-powered-by"), path).toBeNull();
  }
  const page = await fetch(`${ajar.origin}/login`);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']{20,}' 'strict-dynamic'/);
  expect(policy).not.toContain("unsafe-eval");
  // S31: in nobody's frame.
  expect(policy).toContain("frame-ancestors 'none'");
  expect(page.headers.get("cache-control")).toMatch(/no-store|private/);
});
