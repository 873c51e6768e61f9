import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { loginWords, tryLogin } from "#lib/auth/login";
import { createLoginLimits, triesInAll, triesPerAddress, windowMs } from "#lib/auth/login-limits";
import { hashPassword } from "#lib/auth/password";

const email = "owner@example.com";
const password = "eleven green doors";
const address = "203.0.113.7";

// The limiter reads the machine's clock; argon2 needs real time, so only clock and timers are held.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

async function setUp() {
  const store = createFakeAccountStore();
  await store.claimOwner(email, await hashPassword(password), 0);
  return { store, limits: createLoginLimits() };
}

test("the right password is welcome, in whatever case the e-mail is written", async () => {
  const deps = await setUp();
  const result = await tryLogin(deps, { email: " Owner@Example.COM", password, address });
  expect(result).toEqual({ kind: "welcome", accountId: 1 });
});

test.each([
  ["a wrong password", email, "twelve green doors"],
  ["an empty password", email, ""],
  ["an unknown e-mail", "nobody@example.com", password],
  ["no e-mail", "", password],
  ["a giant password", email, password.padEnd(1_000_000, "x")],
])("%s is refused, in the same words", async (_, givenEmail, givenPassword) => {
  const deps = await setUp();
  const result = await tryLogin(deps, { email: givenEmail, password: givenPassword, address });
  expect(result).toEqual({ kind: "refused" });
});

test.each([
  ["a known", email],
  ["an unknown", "nobody@example.com"],
])("a wrong password for %s e-mail is hashed once", async (_, givenEmail) => {
  const deps = await setUp();
  const normalize = vi.spyOn(String.prototype, "normalize");
  await tryLogin(deps, { email: givenEmail, password: "twelve green doors", address });
  // Each derivation normalises its message first.
  expect(normalize).toHaveBeenCalledTimes(1);
});

test.each([
  [{ kind: "refused" } as const, "E-mail or password is wrong."],
  [{ kind: "wait", waitMs: 1 } as const, "Too many tries. Try again in 1 minute."],
  [{ kind: "wait", waitMs: 60_001 } as const, "Too many tries. Try again in 2 minutes."],
])("%j is told as %j", (result, words) => {
  expect(loginWords(result)).toBe(words);
});

test("a waiting address is told to wait without any work being done", async () => {
  const { limits } = await setUp();
  for (let i = 0; i < triesPerAddress; i++) await limits.admit(address);
  const store = { findAccount: () => expect.unreachable("the store was asked") };
  const result = await tryLogin({ store, limits }, { email, password, address });
  expect(result).toEqual({ kind: "wait", waitMs: windowMs });
});

test("a thousand tries at once from one address: ten are looked at, and after the wait the owner comes in", async () => {
  const deps = await setUp();
  const waits = await Promise.all(Array.from({ length: 1_000 }, () => deps.limits.admit(address)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(triesPerAddress);
  expect(await tryLogin(deps, { email, password, address })).toMatchObject({ kind: "wait" });
  vi.advanceTimersByTime(windowMs);
  expect(await tryLogin(deps, { email, password, address })).toMatchObject({ kind: "welcome" });
});

test("tries while waiting do not make the wait longer", async () => {
  const { limits } = await setUp();
  for (let i = 0; i < triesPerAddress; i++) await limits.admit(address);
  vi.advanceTimersByTime(windowMs - 1);
  expect(await limits.admit(address)).toBe(1);
  vi.advanceTimersByTime(1);
  expect(await limits.admit(address)).toBe(0);
});

test("two hundred addresses together get a hundred tries, and one IPv6 line is one address", async () => {
  const { limits } = await setUp();
  const many = Array.from({ length: 1_000 }, (_, i) => limits.admit(`198.51.100.${i % 200}`));
  expect((await Promise.all(many)).filter((wait) => wait === 0)).toHaveLength(triesInAll);
  const line = createLoginLimits();
  const waits = await Promise.all(Array.from({ length: 50 }, (_, i) => line.admit(`2001:db8:1:2::${i.toString(16)}`)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(triesPerAddress);
});

test.each([
  ["where the owner signed in before", address, true],
  ["on the machine itself", "::ffff:127.0.0.1", true],
  ["at a new address", "203.0.113.8", false],
])("while strangers use up what all share, the owner %s comes in: %s", async (_, ownerAddress, comesIn) => {
  const deps = await setUp();
  await tryLogin(deps, { email, password, address });
  await Promise.all(Array.from({ length: 400 }, (__, i) => deps.limits.admit(`198.51.100.${i % 200}`)));
  const attempt = { email, password, address: ownerAddress };
  expect((await tryLogin(deps, attempt)).kind).toBe(comesIn ? "welcome" : "wait");
  vi.advanceTimersByTime(windowMs);
  expect((await tryLogin(deps, attempt)).kind).toBe("welcome");
});

test("a known address is still slowed down by its own wrong tries", async () => {
  const deps = await setUp();
  await tryLogin(deps, { email, password, address });
  const waits = await Promise.all(Array.from({ length: 50 }, () => deps.limits.admit(address)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(triesPerAddress);
});

test("a right password gives the tries back", async () => {
  const deps = await setUp();
  for (let round = 0; round < 3; round++) {
    for (let i = 1; i < triesPerAddress; i++) expect(await deps.limits.admit(address)).toBe(0);
    expect(await tryLogin(deps, { email, password, address })).toMatchObject({ kind: "welcome" });
  }
});
