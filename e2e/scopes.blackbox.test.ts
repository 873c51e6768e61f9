import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiToken } from "#lib/auth/api-token";
import { acceptInvitation, invite } from "#lib/auth/people";
import { startSession } from "#lib/auth/session";
import { apiOperations } from "#lib/http/api-operations";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process";
import { builtRoutes } from "./built-entries";
import { openTo, tokens } from "./gateway-client";

const dataDir = temporaryFolder();
let ajar: AjarProcess;
const credentials = new Map<string, Record<string, string>>();

/** What each may; none of it for what opens another door. */
const held: Readonly<Record<string, readonly string[]>> = {
  "a token that may read": ["read"],
  "a token that may write": ["write"],
  "a token that may ingest": ["ingest"],
  "a viewer's session": ["read"],
  "the gateway's token": [],
  "a token of a program's ingest": [],
  "a token that has run out": [],
};

beforeAll(async () => {
  const store = await openSqliteStore({ dir: dataDir, clock: systemClock });
  const nowMs = Date.now();
  await store.claimOwner("owner@example.com", "no password opens this", nowMs);
  const owner = await store.findAccount("owner@example.com");
  if (!owner) throw new Error("there is no owner");
  const viewer = { email: "viewer@example.com", role: "viewer" } as const;
  const { id } = await acceptInvitation(
    { store, nowMs },
    await invite({ store, nowMs }, owner, viewer),
    "eleven green doors",
  );
  for (const scope of ["read", "write", "ingest"] as const) {
    const { token } = await createApiToken(store, { name: scope, scopes: [scope], expiresAtMs: null }, nowMs);
    credentials.set(`a token that may ${scope}`, { authorization: `Bearer ${token}` });
  }
  const old = await createApiToken(
    store,
    { name: "old", scopes: ["read", "write"], expiresAtMs: nowMs - 1 },
    nowMs - 2,
  );
  credentials.set("a token that has run out", { authorization: `Bearer ${old.token}` });
  credentials.set("a viewer's session", { cookie: `__Host-ajar_session=${await startSession(store, id, nowMs)}` });
  credentials.set("the gateway's token", { authorization: `Bearer ${tokens.gateway}` });
  await store.close();
  ajar = await startAjar({ env: openTo("http://127.0.0.1:9"), dataDir });
  const make = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" };
    const made = await fetch(`${ajar.origin}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return (await made.json()) as { readonly id: string; readonly token: string };
  };
  const badges = await make("/api/v1/integrations", { name: "Badges" });
  const { token } = await make(`/api/v1/integrations/${badges.id}/tokens`, { kind: "ingest" });
  expect(token).toMatch(/^ajar_/);
  credentials.set("a token of a program's ingest", { authorization: `Bearer ${token}` });
});
afterAll(async () => {
  await ajar[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});

function ask(method: string, path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  const body = method === "GET" ? {} : { body: '{"nobody":"knows this"}' };
  const sent = { "content-type": "application/json", ...headers };
  return fetch(`${ajar.origin}${path.replaceAll(/\{[^}]+\}/g, "1")}`, {
    method,
    headers: sent,
    redirect: "manual",
    ...body,
  });
}

const guarded = apiOperations.filter(({ scope }) => scope !== null);

test.each(Object.keys(held))("S23: %s opens what it is for and nothing else", async (name) => {
  const wrong: string[] = [];
  for (const { method, path, scope } of guarded) {
    const { status } = await ask(method, path, credentials.get(name) ?? {});
    const isRefused = status === 401 || status === 403;
    // A browser's session opens what only looks: what writes has server actions.
    const mayAsk = held[name]?.includes(scope ?? "") && (method === "GET" || !name.includes("session"));
    if (isRefused === mayAsk) wrong.push(`${method} ${path} answered ${status}`);
  }
  expect(wrong).toEqual([]);
});

test("S2: every handler of the build is an operation whose scope was tried", () => {
  const known = new Set(apiOperations.map(({ path }) => path.replaceAll(/\{[^}]+\}/g, "1")));
  const handlers = builtRoutes().filter(({ isHandler, path }) => isHandler && path.startsWith("/api/v1/"));
  expect(handlers.length).toBeGreaterThan(30);
  expect(handlers.map(({ path }) => path).filter((path) => !known.has(path))).toEqual([]);
});

test("S29: no operation takes a field that it does not know, nor is a prototype changed by one", async () => {
  const headers = { authorization: `Bearer ${tokens.api}` };
  const wrong: string[] = [];
  for (const { method, path, body } of apiOperations) {
    if (!body) continue;
    for (const text of [
      '{"nobody":1}',
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
    ]) {
      const response = await fetch(`${ajar.origin}${path.replaceAll(/\{[^}]+\}/g, "1")}`, {
        method,
        headers: { "content-type": "application/json", ...headers },
        body: text,
      });
      if (![400, 404].includes(response.status)) wrong.push(`${method} ${path} took ${text}: ${response.status}`);
    }
  }
  expect(wrong).toEqual([]);
  const after = await fetch(`${ajar.origin}/api/v1/settings`, { headers });
  expect(await after.text()).not.toContain("polluted");
});
