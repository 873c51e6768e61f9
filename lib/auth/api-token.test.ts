import { expect, test } from "vitest";
import { createApiToken, createTokenVerifier } from "#lib/auth/api-token";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";

const start = 1_700_000_000_000;
const environmentToken = "environment-token-0123456789";

test("a token is shown once; the store keeps its hash and first characters", async () => {
  const store = createFakeAccountStore();
  const { token, record } = await createApiToken(store, { name: " nightly export ", scopes: ["write", "read"] }, start);
  expect(token).toMatch(/^ajar_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  expect(record).toMatchObject({ name: "nightly export", scopes: ["read", "write"], createdAtMs: start });
  expect(record.prefix).toBe(token.slice(0, 13));
  expect(JSON.stringify([...store.tokens])).not.toContain(token.slice(13));
});

test.each([
  [{ name: "", scopes: ["read"] as const }, "name"],
  [{ name: "x".repeat(81), scopes: ["read"] as const }, "name"],
  [{ name: "x", scopes: [] }, "scopes"],
])("refuses %j", async (wanted, path) => {
  const store = createFakeAccountStore();
  await expect(createApiToken(store, wanted, start)).rejects.toMatchObject({ code: "bad_input", errors: [{ path }] });
  expect(store.tokens.size).toBe(0);
});

test("knows its own tokens and their scopes until they are revoked", async () => {
  const store = createFakeAccountStore();
  const verify = createTokenVerifier(store, null);
  const { token, record } = await createApiToken(store, { name: "ingest", scopes: ["ingest"] }, start);
  expect(await verify(token, start)).toEqual({ id: record.id, name: "ingest", scopes: ["ingest"] });
  await store.deleteApiToken(record.id);
  expect(await verify(token, start)).toBeUndefined();
});

test("the environment's token has every scope, and none is known if none is set", async () => {
  const store = createFakeAccountStore();
  const holder = await createTokenVerifier(store, environmentToken)(environmentToken, start);
  expect(holder).toEqual({ id: "environment", name: "AJAR_API_TOKEN", scopes: ["read", "write", "ingest"] });
  expect(await createTokenVerifier(store, environmentToken)(`${environmentToken}0`, start)).toBeUndefined();
  expect(await createTokenVerifier(store, null)("", start)).toBeUndefined();
});

test("a token that only looks like one never reaches the store", async () => {
  const store = createFakeAccountStore();
  const { token } = await createApiToken(store, { name: "x", scopes: ["read"] }, start);
  const asked: string[] = [];
  const verify = createTokenVerifier({ ...store, findApiToken: async (hash) => void asked.push(hash) }, null);
  const flipped = token.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  for (const fake of ["", "ajar_", token.slice(1), `${token} `, flipped, `ajar_${"A".repeat(43)}_000000`]) {
    expect(await verify(fake, start)).toBeUndefined();
  }
  expect(asked).toEqual([]);
});

test("last use is stamped, at most once a minute", async () => {
  const store = createFakeAccountStore();
  const verify = createTokenVerifier(store, null);
  const { token, record } = await createApiToken(store, { name: "x", scopes: ["read"] }, start);
  const stamps = [];
  for (const after of [5, 59_000, 60_005, 60_006]) {
    await verify(token, start + after);
    stamps.push((store.tokens.get(record.id)?.lastUsedAtMs ?? 0) - start);
  }
  expect(stamps).toEqual([5, 5, 60_005, 60_005]);
});
