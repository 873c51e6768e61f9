import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApiToken, createTokenVerifier } from "#lib/auth/api-token";
import { ensureEnvironmentOwner } from "#lib/auth/environment-owner";
import { deriveKey, loadSecret } from "#lib/auth/secret";
import { findLiveSession, startSession } from "#lib/auth/session";
import { claimOwner, createSetUpCode } from "#lib/auth/set-up";
import { createSecretBox } from "#lib/secrets/secret-box";
import { openKisiKey } from "#lib/settings/kisi-key";
import { checkSecret } from "#lib/settings/secret-check";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock as clock } from "#lib/time/clock";

const password = "eleven green doors";
const kisiKey = "canary-0123456789abcdef0123456789";

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-auth-"));
  store = await openSqliteStore({ dir, clock });
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

async function restart() {
  await store.close();
  store = await openSqliteStore({ dir, clock });
}

async function bytesOnDisk(): Promise<string> {
  const files = await readdir(dir);
  return (await Promise.all(files.map((file) => readFile(join(dir, file), "latin1")))).join("\n");
}

test("of fifty claims at once one wins, and it is the owner after a restart", async () => {
  const deps = { store, clock, setUpCode: createSetUpCode(clock.now()) };
  const claims = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) =>
      claimOwner(deps, { email: `owner${i}@example.com`, password, code: deps.setUpCode.code }),
    ),
  );
  const winners = claims.flatMap(({ status }, i) => (status === "fulfilled" ? [`owner${i}@example.com`] : []));
  expect(winners).toHaveLength(1);
  await restart();
  expect(await store.hasOwner()).toBe(true);
  expect(await store.findAccount(winners[0] ?? "")).toMatchObject({ id: 1, role: "owner", email: winners[0] });
});

test("sessions and tokens survive a restart; a reset of the owner ends the sessions alone", async () => {
  await ensureEnvironmentOwner({ store, clock }, { email: "owner@example.com", password });
  const session = await startSession(store, 1, clock.now());
  const { token } = await createApiToken(store, { name: "export", scopes: ["read"] }, clock.now());
  await restart();
  const verify = createTokenVerifier(store, null);
  expect(await findLiveSession(store, session, clock.now())).toMatchObject({ account: { email: "owner@example.com" } });
  expect(await verify(token, clock.now())).toMatchObject({ name: "export", scopes: ["read"] });
  await ensureEnvironmentOwner({ store, clock }, { email: "owner@example.com", password: "twelve blue windows" });
  expect(await findLiveSession(store, session, clock.now())).toBeUndefined();
  expect(await verify(token, clock.now())).toBeDefined();
});

test("another secret refuses to start and changes nothing; the right one opens the key again", async () => {
  const start = async (value: string | undefined) => {
    const secret = await loadSecret(value, dir);
    await checkSecret(store, deriveKey(secret.bytes, "check"), "AJAR_SECRET");
    const box = createSecretBox(deriveKey(secret.bytes, "seal"));
    return openKisiKey({ store, box, clock, environmentKey: null });
  };
  await (await start(undefined)).put(kisiKey);
  await restart();
  await expect(start(randomBytes(32).toString("hex"))).rejects.toThrow("Put the former secret back");
  await restart();
  expect((await start(undefined)).reveal()).toBe(kisiKey);
});

test("no password, key or token is on disk in clear", async () => {
  const secret = await loadSecret(undefined, dir);
  const box = createSecretBox(deriveKey(secret.bytes, "seal"));
  const key = await openKisiKey({ store, box, clock, environmentKey: null });
  await key.put(kisiKey);
  await ensureEnvironmentOwner({ store, clock }, { email: "owner@example.com", password });
  const session = await startSession(store, 1, clock.now());
  const { token } = await createApiToken(store, { name: "export", scopes: ["read"] }, clock.now());
  const canaries = [password, kisiKey, session, token.slice(13)];
  const onDisk = await bytesOnDisk();
  expect(onDisk).toContain("owner@example.com");
  for (const canary of canaries) {
    for (const form of [
      canary,
      Buffer.from(canary).toString("base64").replace(/=+$/, ""),
      encodeURIComponent(canary),
    ]) {
      expect(onDisk).not.toContain(form);
    }
  }
  await key.remove();
  expect(await store.findSetting("kisi.key")).toBeUndefined();
});
