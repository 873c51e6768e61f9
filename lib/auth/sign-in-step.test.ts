import { expect, test } from "vitest";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { openStep, sealStep, stepMs } from "#lib/auth/sign-in-step";
import { createSecretBox } from "#lib/secrets/secret-box";

const nowMs = 1_700_000_000_000;
const box = createSecretBox(Buffer.alloc(32, 7));
const deps = { box, nowMs };

async function setUp() {
  const store = createFakeAccountStore();
  await store.claimOwner("owner@example.com", "hash", 1);
  const account = await store.findAccount("owner@example.com");
  if (!account) throw new Error("no owner");
  return { store, account, sealed: sealStep(deps, account, "/calls") };
}

test("the browser brings back whose password was right, and where to go", async () => {
  const { store, account, sealed } = await setUp();
  expect(await openStep({ ...deps, store }, sealed)).toEqual({ account, next: "/calls" });
  expect(sealed).not.toContain("owner");
});

test("it is good for five minutes", async () => {
  const { store, sealed } = await setUp();
  expect(await openStep({ box, store, nowMs: nowMs + stepMs - 1 }, sealed)).toBeDefined();
  expect(await openStep({ box, store, nowMs: nowMs + stepMs }, sealed)).toBeUndefined();
});

test("another password, another account or a made up text is worth nothing", async () => {
  const { store, sealed } = await setUp();
  await store.changePassword(1, "another hash");
  const other = createSecretBox(Buffer.alloc(32, 8));
  for (const text of [sealed, undefined, "", "v1.AAAA", other.seal("{}", "cookie:sign-in-step")]) {
    expect(await openStep({ ...deps, store }, text)).toBeUndefined();
  }
});
