import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { integrationOperations } from "#lib/http/integration-operations";
import { type App, installApp } from "#lib/server/app";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";
import { sampleAttempt } from "#lib/store/sample-attempt";
import * as credential from "../credentials/[fingerprint]/route";
import * as credentials from "../credentials/route";
import * as token from "../tokens/[tokenId]/route";
import * as one from "./[integrationId]/route";
import * as tokens from "./[integrationId]/tokens/route";
import * as all from "./route";

const apiToken = "a-token-for-this-test-alone";
const kisiKey = "canary0123456789abcdef0123456789";

let dir: string;
let app: App;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-api-"));
  const env = readEnv({ AJAR_DATA_DIR: dir, AJAR_API_TOKEN: apiToken, AJAR_LOG_LEVEL: "silent" });
  app = await composeApp({ env, publicUrl: "http://localhost", demo: false, version: "test" });
  installApp(app);
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true });
});

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Ask = { readonly params?: Record<string, string>; readonly body?: unknown; readonly search?: string };

async function ask(route: Route & { operation: { method: string } }, { params = {}, body, search = "" }: Ask = {}) {
  const request = new Request(`http://localhost/${search}`, {
    method: route.operation.method,
    headers: { authorization: `Bearer ${apiToken}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await route(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, text, body: text === "" ? null : JSON.parse(text) };
}

test("an integration is made, changed and revoked, and nothing secret ever comes back", async () => {
  const made = await ask(all.POST, { body: { name: "Member sync", identifier: "acme", kisiKey } });
  expect(made).toMatchObject({ status: 201, body: { id: "member-sync", tokenInPath: true, tokens: [] } });
  expect(integrationOperations.createIntegration.answer.parse(made.body)).toEqual(made.body);
  const params = { integrationId: "member-sync" };
  const changed = await ask(one.PATCH, { params, body: { name: "Sync", identifier: null, tokenInPath: false } });
  expect(changed).toMatchObject({ status: 200, body: { id: "member-sync", name: "Sync", identifier: null } });
  expect(changed.body.kisiKey).toMatchObject({ last4: "6789", readable: true });

  const fresh = await ask(tokens.POST, { params, body: { kind: "gateway" } });
  expect(fresh).toMatchObject({ status: 201, body: { kind: "gateway", lastUsedAt: null } });
  expect(app.integrations.findByToken("gateway", fresh.body.token)).toMatchObject({ id: "member-sync" });
  const listed = await ask(all.GET);
  expect(listed.body.data[0].tokens).toMatchObject([{ id: fresh.body.id, prefix: fresh.body.prefix }]);
  const shown = [made, changed, listed, await ask(one.GET, { params })].map(({ text }) => text).join();
  for (const secret of [kisiKey, fresh.body.token.slice(20)]) expect(shown).not.toContain(secret);

  expect(await ask(token.DELETE, { params: { tokenId: fresh.body.id } })).toMatchObject({ status: 204, text: "" });
  expect(app.integrations.findByToken("gateway", fresh.body.token)).toBeNull();
  expect(await ask(token.DELETE, { params: { tokenId: fresh.body.id } })).toMatchObject({ status: 404 });
  expect(await ask(one.DELETE, { params })).toMatchObject({ status: 204 });
  expect((await ask(one.GET, { params })).body).toMatchObject({ name: "Sync", kisiKey: null });
});

test.each<[string, Ask & { route: Route & { operation: { method: string } } }, number, readonly string[]]>([
  ["no name", { route: all.POST, body: {} }, 400, ["name"]],
  ["an empty name", { route: all.POST, body: { name: " " } }, 400, ["name"]],
  ["a header that cannot be sent", { route: all.POST, body: { name: "x", contact: "a\r\nb" } }, 400, ["contact"]],
  ["a key that is none", { route: all.POST, body: { name: "x", kisiKey: "a b" } }, 400, ["kisiKey"]],
  ["a field that is none", { route: all.POST, body: { name: "x", id: "mine" } }, 400, ["id"]],
  ["nobody", { route: one.PATCH, params: { integrationId: "x" }, body: { name: "y" } }, 404, []],
  ["nothing to change", { route: one.PATCH, params: { integrationId: "x" }, body: {} }, 400, ["body"]],
  ["a kind that is none", { route: tokens.POST, params: { integrationId: "x" }, body: { kind: "api" } }, 400, ["kind"]],
  ["a parameter that is none", { route: credentials.GET, search: "?limit=3" }, 400, ["limit"]],
  [
    "a key that is no fingerprint",
    { route: credential.PATCH, params: { fingerprint: kisiKey }, body: { joinWith: "a".repeat(16) } },
    400,
    [],
  ],
])("%s is refused with a problem that names it", async (_name, { route, ...asked }, status, paths) => {
  const answer = await ask(route, asked);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  expect((answer.body.errors ?? []).map(({ path }: { path: string }) => path)).toEqual(paths);
  expect(answer.text).not.toContain(kisiKey);
});

test("a name that is taken is a conflict", async () => {
  await ask(all.POST, { body: { name: "Twice" } });
  expect(await ask(all.POST, { body: { name: "twice" } })).toMatchObject({
    status: 409,
    body: { errors: [{ path: "name" }] },
  });
});

test("keys seen in traffic are listed with their own figures, and joined under one user", async () => {
  const [fine, refused] = ["f".repeat(16), "e".repeat(16)];
  const startedAtMs = app.clock.now() - 60_000;
  await app.store.record([
    sampleAttempt({ credential: fine, credentialLast4: "1111", startedAtMs }),
    sampleAttempt({ credential: refused, startedAtMs, status: 401, outcome: "client_error" }),
    sampleAttempt({ credential: refused, startedAtMs: startedAtMs + 1, status: 401, outcome: "client_error" }),
  ]);
  const listed = await ask(credentials.GET, { search: "?last=1h" });
  expect(integrationOperations.listCredentials.answer.parse(listed.body)).toEqual(listed.body);
  expect(listed.body.data).toMatchObject([
    {
      fingerprint: refused,
      attempts: 2,
      badRate: 1,
      unauthorized: 2,
      refusedSince: new Date(startedAtMs).toISOString(),
    },
    { fingerprint: fine, last4: "1111", attempts: 1, badRate: 0, kisiUser: null, refusedSince: null },
  ]);
  const join = { params: { fingerprint: fine }, body: { joinWith: refused } };
  expect((await ask(credential.PATCH, join)).status).toBe(204);
  expect(app.credentials.kisiUserOf(fine)).toBe(app.credentials.kisiUserOf(refused));
  const leave = { params: { fingerprint: fine }, body: { joinWith: null } };
  expect((await ask(credential.PATCH, leave)).status).toBe(204);
  expect(app.credentials.kisiUserOf(refused)).toBeNull();
});
