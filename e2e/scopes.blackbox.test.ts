import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiToken } from "#lib/auth/api-token";
import { acceptInvitation, holdPlace } from "#lib/auth/people";
import { startSession } from "#lib/auth/session";
import type { ApiOperation } from "#lib/http/api-operation";
import { apiOperations } from "#lib/http/api-operations";
import { roleScopes, type Scope, scopes } from "#lib/model/account";
import { drawToken } from "#lib/secrets/token";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock as clock } from "#lib/time/clock";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process";

const guarded = apiOperations.filter(({ scope }) => scope !== null);
const dataDir = temporaryFolder();
const tokens = new Map<Scope, string>();
let expired = "";
let viewer = "";
let ajar: AjarProcess;

beforeAll(async () => {
  const store = await openSqliteStore({ dir: dataDir, clock });
  const nowMs = clock.now();
  await store.claimOwner("owner@example.com", "no password opens it", nowMs);
  for (const scope of scopes) {
    tokens.set(scope, (await createApiToken(store, { name: scope, scopes: [scope] }, nowMs)).token);
  }
  expired = (await createApiToken(store, { name: "old", scopes, expiresAtMs: nowMs }, nowMs)).token;
  const place = { email: "viewer@example.com", role: "viewer", invitedBy: "o", createdAtMs: nowMs } as const;
  const code = await holdPlace(store, { ...place, expiresAtMs: nowMs + 60_000 });
  const { id } = await acceptInvitation({ store, nowMs }, code, "eleven green doors");
  viewer = await startSession(store, id, nowMs);
  await store.close();
  ajar = await startAjar({ dataDir });
});
afterAll(async () => {
  await ajar[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Asks for an operation with ids that are nobody's and a body that is none: only who may ask learns so. */
async function statusOf({ method, path }: ApiOperation, headers: Readonly<Record<string, string>>): Promise<number> {
  const body = method === "GET" ? {} : { body: "{}" };
  const url = `${ajar.origin}${path.replaceAll(/\{[^}]+\}/g, "1")}`;
  const response = await fetch(url, { method, headers: { "content-type": "application/json", ...headers }, ...body });
  await response.arrayBuffer();
  return response.status;
}

test.each(scopes)("a token for %s opens the operations of its scope and no other", async (own) => {
  const headers = { authorization: `Bearer ${tokens.get(own)}` };
  for (const operation of guarded) {
    const status = await statusOf(operation, headers);
    const said = `${operation.id} with ${own}: ${status}`;
    if (operation.scope === own) expect([401, 403], said).not.toContain(status);
    else expect(status, said).toBe(403);
  }
});

test.each([
  ["a token that has ended", () => expired],
  ["a gateway token", () => drawToken("gateway")],
  ["an ingest token", () => drawToken("ingest")],
  ["a session's token", () => viewer],
])("%s opens no operation", async (_, token) => {
  for (const operation of guarded) {
    expect(await statusOf(operation, { authorization: `Bearer ${token()}` }), operation.id).toBe(401);
  }
});

test("a viewer's session reads what a viewer may read, and changes nothing", async () => {
  const headers = { cookie: `__Host-ajar_session=${viewer}`, "sec-fetch-site": "same-origin" };
  for (const operation of guarded) {
    const status = await statusOf(operation, headers);
    const said = `${operation.id}: ${status}`;
    const mayRead =
      operation.method === "GET" && operation.scope !== null && roleScopes.viewer.includes(operation.scope);
    if (mayRead) expect([401, 403], said).not.toContain(status);
    else expect([401, 403], said).toContain(status);
  }
});
