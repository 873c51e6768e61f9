import { expect, test } from "vitest";
import { changePassword } from "#lib/auth/change-password";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { createFakeSignInStore } from "#lib/auth/fake-sign-in-store";
import { createLoginLimits, triesPerPlace } from "#lib/auth/login-limits";
import { hashPassword, verifyPassword } from "#lib/auth/password";
import { findLiveSession, startSession } from "#lib/auth/session";
import { AppError } from "#lib/errors";

const clock = { now: () => 1_700_000_000_000 };
const email = "owner@example.com";
const current = "eleven green doors";
const next = "twelve blue windows";
const address = "203.0.113.7";

async function signedIn() {
  const store = createFakeAccountStore();
  await store.claimOwner(email, await hashPassword(current), clock.now());
  const account = await store.findAccount(email);
  if (!account) throw new Error("no owner");
  return {
    deps: { store, limits: createLoginLimits({ store: createFakeSignInStore(), clock }) },
    account,
    token: await startSession(store, 1, 0),
  };
}

test("the new password opens, the old one and every session from before do not", async () => {
  const { deps, account, token } = await signedIn();
  await changePassword(deps, { account, current, next, address, device: undefined });
  const hash = (await deps.store.findAccount(email))?.passwordHash;
  expect(await verifyPassword(hash, next)).toBe(true);
  expect(await verifyPassword(hash, current)).toBe(false);
  expect(await findLiveSession(deps.store, token, 1)).toBeUndefined();
});

test.each([
  ["a wrong current password", { current: "ten green doors" }, "current"],
  ["a weak new password", { next: "password123" }, "next"],
  ["the same password again", { next: current }, "next"],
])("with %s nothing changes", async (_, change, path) => {
  const { deps, account, token } = await signedIn();
  const changed = changePassword(deps, { account, current, next, address, device: undefined, ...change });
  await expect(changed).rejects.toMatchObject({ code: "bad_input", errors: [{ path }] });
  expect(await deps.store.findAccount(email)).toEqual(account);
  expect(await findLiveSession(deps.store, token, 1)).toBeDefined();
});

test("guessing the current password is slowed down", async () => {
  const { deps, account } = await signedIn();
  const guess = () => changePassword(deps, { account, current: "ten green doors", next, address, device: undefined });
  const results = await Promise.allSettled(Array.from({ length: triesPerPlace + 1 }, guess));
  const reasons = results.map((result) => result.status === "rejected" && result.reason);
  expect(reasons.filter((reason) => reason instanceof AppError && reason.code === "unavailable")).toHaveLength(1);
});
