import { expect, test, vi } from "vitest";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { createFakeSignInStore } from "#lib/auth/fake-sign-in-store";
import { loginWords, tryLogin } from "#lib/auth/login";
import { createLoginLimits, triesPerPlace, windowMs } from "#lib/auth/login-limits";
import { hashPassword } from "#lib/auth/password";

const email = "owner@example.com";
const password = "eleven green doors";
const from = { address: "203.0.113.7", device: undefined };

async function setUp() {
  const clock = { nowMs: 1_700_000_000_000, now: () => clock.nowMs };
  const store = createFakeAccountStore();
  await store.claimOwner(email, await hashPassword(password), 0);
  const limits = createLoginLimits({ store: createFakeSignInStore(), clock });
  return { deps: { store, limits }, clock };
}

test("the right password is welcome, in whatever case the e-mail is written", async () => {
  const { deps } = await setUp();
  const result = await tryLogin(deps, { email: " Owner@Example.COM", password, ...from });
  expect(result).toMatchObject({ kind: "welcome", account: { id: 1 } });
});

test.each([
  ["a wrong password", email, "twelve green doors"],
  ["an empty password", email, ""],
  ["an unknown e-mail", "nobody@example.com", password],
  ["no e-mail", "", password],
  ["a giant password", email, password.padEnd(1_000_000, "x")],
])("%s is refused, in the same words", async (_, givenEmail, givenPassword) => {
  const { deps } = await setUp();
  const result = await tryLogin(deps, { email: givenEmail, password: givenPassword, ...from });
  expect(result).toEqual({ kind: "refused" });
});

test.each([
  ["a known", email],
  ["an unknown", "nobody@example.com"],
])("a wrong password for %s e-mail is hashed once", async (_, givenEmail) => {
  const { deps } = await setUp();
  const normalize = vi.spyOn(String.prototype, "normalize");
  await tryLogin(deps, { email: givenEmail, password: "twelve green doors", ...from });
  // Each derivation normalises its message first.
  expect(normalize).toHaveBeenCalledTimes(1);
  normalize.mockRestore();
});

test.each([
  [{ kind: "refused" } as const, "E-mail or password is wrong."],
  [{ kind: "wait", waitMs: 1 } as const, "Too many tries. Try again in 1 minute."],
  [{ kind: "wait", waitMs: 60_001 } as const, "Too many tries. Try again in 2 minutes."],
])("%j is told as %j", (result, words) => {
  expect(loginWords(result)).toBe(words);
});

test.each([
  ["a known", email],
  ["an unknown", "nobody@example.com"],
])("after ten wrong tries for %s e-mail a wait is told, without any hashing", async (_, givenEmail) => {
  const { deps } = await setUp();
  const wrong = { email: givenEmail, password: "twelve green doors", ...from };
  for (let i = 0; i < triesPerPlace; i++) expect(await tryLogin(deps, wrong)).toEqual({ kind: "refused" });
  const normalize = vi.spyOn(String.prototype, "normalize");
  expect(await tryLogin(deps, { ...wrong, password })).toEqual({ kind: "wait", waitMs: windowMs });
  expect(normalize).not.toHaveBeenCalled();
  normalize.mockRestore();
});

test("after the wait the right password is welcome", async () => {
  const { deps, clock } = await setUp();
  for (let i = 0; i < triesPerPlace; i++) await tryLogin(deps, { email, password: "wrong", ...from });
  clock.nowMs += windowMs;
  expect(await tryLogin(deps, { email, password, ...from })).toMatchObject({ kind: "welcome" });
});
