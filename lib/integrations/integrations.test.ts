import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openIntegrations } from "#lib/integrations/integrations";
import { createSecretBox } from "#lib/secrets/secret-box";
import type { IntegrationStore } from "#lib/store/integration-store";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

const start = 1_700_000_000_000;
const kisiKey = "canary0123456789abcdef0123456789";
const gatewayToken = "a-token-from-the-environment";
const plain = { identifier: null, contact: null, tokenInPath: true };

const box = createSecretBox(randomBytes(32));
let dir: string;
let store: Store;
let nowMs: number;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-integrations-"));
  store = await openSqliteStore({ dir, clock: systemClock });
  nowMs = start;
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

const neverFails = (error: unknown) => {
  throw error;
};

function open(environment: string | null = null, kept: IntegrationStore = store) {
  const clock = { now: () => nowMs };
  return openIntegrations({ store: kept, box, clock, gatewayToken: environment, onStampError: neverFails });
}

test("a token opens what it was made for, until it is removed, also after a restart", async () => {
  const integrations = await open();
  const { id } = await integrations.create({ ...plain, name: "Member sync" });
  expect(id).toBe("member-sync");
  const { token, record } = await integrations.addToken(id, "gateway");
  expect(record.prefix).toBe(token.slice(0, 16));
  for (const opened of [integrations, await open()]) {
    expect(opened.findByToken("gateway", token)).toMatchObject({ id, tokenInPath: true });
    expect(opened.findByToken("ingest", token)).toBeNull();
    expect(opened.findByToken("gateway", `${token}0`)).toBeNull();
  }
  expect(await integrations.removeToken(record.id)).toBe(id);
  expect(integrations.findByToken("gateway", token)).toBeNull();
  expect((await open()).findByToken("gateway", token)).toBeNull();
  await expect(integrations.removeToken(record.id)).rejects.toMatchObject({ code: "not_found" });
});

test("rotation: the new token and the old one both open, until the old one is removed", async () => {
  const integrations = await open();
  const { id } = await integrations.create({ ...plain, name: "App" });
  const [old, fresh] = [await integrations.addToken(id, "gateway"), await integrations.addToken(id, "gateway")];
  for (const { token } of [old, fresh]) expect(integrations.findByToken("gateway", token)).not.toBeNull();
  await integrations.removeToken(old.record.id);
  expect(integrations.findByToken("gateway", old.token)).toBeNull();
  expect(integrations.findByToken("gateway", fresh.token)).not.toBeNull();
});

test("a renamed integration keeps its id; a revoked one its name, and gives neither id nor tokens on", async () => {
  const integrations = await open();
  const { id } = await integrations.create({ ...plain, name: "App", kisiKey });
  const { token } = await integrations.addToken(id, "gateway");
  await integrations.change(id, { name: "Mobile app" });
  expect(integrations.nameOf("app")).toBe("Mobile app");
  nowMs += 1;
  expect(await integrations.revoke(id)).toMatchObject({ revokedAtMs: start + 1, key: null, tokens: [] });
  expect(integrations.findByToken("gateway", token)).toBeNull();
  expect(integrations.revealKey(id)).toEqual({ kind: "none" });
  expect(integrations.nameOf("app")).toBe("Mobile app");
  expect(await integrations.create({ ...plain, name: "App" })).toMatchObject({ id: "app-2" });
  expect(integrations.list().map((one) => one.id)).toEqual(["app-2", "app"]);
  for (const change of [
    integrations.revoke(id),
    integrations.change(id, { name: "x" }),
    integrations.addToken(id, "ingest"),
  ]) {
    await expect(change).rejects.toMatchObject({ code: "conflict" });
  }
});

test("no two in use share a name, whatever its case", async () => {
  const integrations = await open();
  await integrations.create({ ...plain, name: "App" });
  const { id } = await integrations.create({ ...plain, name: "Sync" });
  const taken = { code: "conflict", errors: [{ path: "name" }] };
  await expect(integrations.create({ ...plain, name: "APP" })).rejects.toMatchObject(taken);
  await expect(integrations.change(id, { name: "app" })).rejects.toMatchObject(taken);
  expect(await integrations.change(id, { name: "SYNC", contact: "x" })).toMatchObject({ name: "SYNC", contact: "x" });
});

test("a stored key is sealed, replaced, forgotten, and known for redaction as long as echoes may come", async () => {
  const integrations = await open();
  const { id, key } = await integrations.create({ ...plain, name: "App", kisiKey: ` KISI-LOGIN ${kisiKey}` });
  expect(key).toEqual({ last4: "6789", setAtMs: start, readable: true });
  expect((await open()).revealKey(id)).toEqual({ kind: "known", key: kisiKey });
  await integrations.change(id, { kisiKey: "another-key-0000001" });
  expect(integrations.revealKey(id)).toEqual({ kind: "known", key: "another-key-0000001" });
  await integrations.change(id, { identifier: "acme" });
  expect(integrations.revealKey(id).kind).toBe("known");
  await integrations.change(id, { kisiKey: null });
  expect(integrations.revealKey(id)).toEqual({ kind: "none" });
  expect([...integrations.knownSecrets()].sort()).toEqual(["another-key-0000001", kisiKey]);
  await expect(integrations.change(id, { kisiKey: "no" })).rejects.toMatchObject({ code: "bad_input" });
});

test("a key sealed for another integration, or changed on disk, does not open", async () => {
  const integrations = await open();
  await integrations.create({ ...plain, name: "One", kisiKey });
  await integrations.create({ ...plain, name: "Two", kisiKey: "another-key-0000001" });
  const [one, two] = await store.listIntegrations();
  if (!one?.key || !two) throw new Error("two integrations were made");
  await store.replaceIntegration({ ...two, key: one.key });
  const again = await open();
  expect(again.revealKey("two")).toEqual({ kind: "unreadable" });
  expect(again.get("two").key).toMatchObject({ readable: false });
  expect(again.revealKey("one")).toEqual({ kind: "known", key: kisiKey });
});

test("nothing secret is on disk in clear, nor in what pages see", async () => {
  const integrations = await open(gatewayToken);
  const { id } = await integrations.create({ ...plain, name: "App", kisiKey });
  const { token } = await integrations.addToken(id, "gateway");
  const files = await Promise.all((await readdir(dir)).map((file) => readFile(join(dir, file), "latin1")));
  const everything = [...files, JSON.stringify(integrations.list())].join("\n");
  expect(everything).toContain("App");
  for (const canary of [kisiKey, token.slice(16), gatewayToken]) expect(everything).not.toContain(canary);
});

test("AJAR_GATEWAY_TOKEN makes the integration default, which nobody can revoke while it is set", async () => {
  const integrations = await open(gatewayToken);
  expect(integrations.findByToken("gateway", gatewayToken)).toMatchObject({ id: "default" });
  expect(integrations.get("default").tokens).toMatchObject([{ id: "environment", prefix: "AJAR_GATEWAY_TOKEN" }]);
  await expect(integrations.revoke("default")).rejects.toMatchObject({ code: "conflict" });
  await expect(integrations.removeToken("environment")).rejects.toMatchObject({ code: "conflict" });
  const without = await open();
  expect(without.findByToken("gateway", gatewayToken)).toBeNull();
  await without.change("default", { name: "Old scripts" });
  await without.revoke("default");
  const again = await open(gatewayToken);
  expect(again.get("default")).toMatchObject({ name: "Old scripts", revokedAtMs: null });
});

test("a last use is seen at once and stored once a minute", async () => {
  const stamps: number[] = [];
  const touchIntegrationToken = async (_id: string, atMs: number) => void stamps.push(atMs - start);
  const integrations = await open(gatewayToken, { ...store, touchIntegrationToken });
  const { id } = await integrations.create({ ...plain, name: "App" });
  const { token } = await integrations.addToken(id, "gateway");
  for (const after of [5, 59_000, 60_005, 60_006]) {
    nowMs = start + after;
    integrations.findByToken("gateway", token);
    integrations.findByToken("gateway", gatewayToken);
    // A reload must not forget a use that is not stored yet.
    await integrations.change(id, { contact: String(after) });
    expect(integrations.get(id).tokens[0]?.lastUsedAtMs).toBe(nowMs);
  }
  expect(stamps).toEqual([5, 60_005]);
});

test("an integration has the guard's mode for all, until it has one of its own", async () => {
  const integrations = await open();
  const { id, guard } = await integrations.create({ ...plain, name: "App" });
  expect([guard, integrations.guardModeOf(id), integrations.guardModeOf("unknown")]).toEqual([null, null, null]);
  await integrations.change(id, { guard: "enforce" });
  await integrations.change(id, { name: "Mobile" });
  expect((await open()).guardModeOf(id)).toBe("enforce");
  await integrations.change(id, { guard: null });
  expect(integrations.guardModeOf(id)).toBeNull();
});

test("changes at the same time do not undo each other", async () => {
  const integrations = await open();
  const { id } = await integrations.create({ ...plain, name: "App" });
  await Promise.all([
    integrations.change(id, { identifier: "acme" }),
    integrations.change(id, { contact: "dev@example.com" }),
    integrations.change(id, { tokenInPath: false }),
  ]);
  const expected = { name: "App", identifier: "acme", contact: "dev@example.com", tokenInPath: false };
  expect(integrations.get(id)).toMatchObject(expected);
  expect((await open()).get(id)).toMatchObject(expected);
});

test("a change that fails leaves the next one alone", async () => {
  const integrations = await open();
  await expect(integrations.change("unknown", {})).rejects.toMatchObject({ code: "not_found" });
  expect(await integrations.create({ ...plain, name: "App" })).toMatchObject({ id: "app" });
});
