import { expect, test } from "vitest";
import { ensureEnvironmentOwner } from "#lib/auth/environment-owner";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { verifyPassword } from "#lib/auth/password";
import { startSession } from "#lib/auth/session";

const clock = { now: () => 1_700_000_000_000 };
const admin = { email: "Owner@example.com", password: "eleven green doors" };

test("makes the owner at the first start and leaves it alone, sessions too, at the next", async () => {
  const store = createFakeAccountStore();
  expect(await ensureEnvironmentOwner({ store, clock }, admin)).toBe("created_or_reset");
  const owner = await store.findAccount("owner@example.com");
  await startSession(store, 1, clock.now());
  expect(await ensureEnvironmentOwner({ store, clock }, admin)).toBe("unchanged");
  expect(await store.findAccount("owner@example.com")).toEqual(owner);
  expect(store.sessions.size).toBe(1);
});

test.each([
  ["password", { ...admin, password: "twelve blue windows" }],
  ["e-mail", { ...admin, email: "next@example.com" }],
])("another %s resets the owner and ends its sessions, and nothing else", async (_, next) => {
  const store = createFakeAccountStore();
  await ensureEnvironmentOwner({ store, clock }, admin);
  await startSession(store, 1, clock.now());
  await store.createApiToken({
    id: "t",
    name: "t",
    prefix: "ajar_",
    scopes: ["read"],
    createdAtMs: 0,
    expiresAtMs: null,
    tokenHash: "hash",
  });
  expect(await ensureEnvironmentOwner({ store, clock }, next)).toBe("created_or_reset");
  const owner = await store.findAccount(next.email.toLowerCase());
  expect(await verifyPassword(owner?.passwordHash, next.password)).toBe(true);
  expect(store.sessions.size).toBe(0);
  expect(store.tokens.size).toBe(1);
});

test("a password that the rules refuse stops the start", async () => {
  const store = createFakeAccountStore();
  const weak = { ...admin, password: "password123" };
  const refused = ensureEnvironmentOwner({ store, clock }, weak);
  await expect(refused).rejects.toMatchObject({
    code: "bad_input",
    message: expect.stringContaining("AJAR_ADMIN_PASSWORD"),
  });
  expect(await store.hasOwner()).toBe(false);
});
