import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFakeSignInStore } from "#lib/auth/fake-sign-in-store";
import { knowDevice } from "#lib/auth/known-device";
import {
  codesPerAccount,
  createLoginLimits,
  type Guess,
  type LoginLimits,
  triesInAll,
  triesPerPlace,
  windowMs,
} from "#lib/auth/login-limits";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";

const owner = 1;
const home = "203.0.113.7";

function setUp() {
  const clock = { nowMs: 1_700_000_000_000, now: () => clock.nowMs };
  const store = createFakeSignInStore();
  return { clock, store, limits: createLoginLimits({ store, clock }) };
}

const guess = (changes: Partial<Guess> = {}): Guess => ({
  accountId: owner,
  address: home,
  device: undefined,
  ...changes,
});

/** How many of so many tries at once are looked at. */
async function admitted(limits: LoginLimits, tries: readonly Guess[]): Promise<number> {
  const waits = await Promise.all(tries.map((one) => limits.admit(one)));
  return waits.filter((wait) => wait === 0).length;
}

const times = (count: number, make: (n: number) => Guess) => Array.from({ length: count }, (_, n) => make(n));

test("of a thousand tries at once from one address ten are looked at, whoever is tried", async () => {
  const { limits } = setUp();
  const tries = times(1_000, (n) => guess({ accountId: n % 2 ? owner : null }));
  expect(await admitted(limits, tries)).toBe(triesPerPlace);
});

test("two hundred addresses together get a hundred tries, and one IPv6 line is one address", async () => {
  const { limits } = setUp();
  const many = times(1_000, (n) => guess({ address: `198.51.100.${n % 200}` }));
  expect(await admitted(limits, many)).toBe(triesInAll);
  const line = times(50, (n) => guess({ address: `2001:db8:1:2::${n.toString(16)}` }));
  expect(await admitted(setUp().limits, line)).toBe(triesPerPlace);
});

test("one address alone cannot use up what all strangers share", async () => {
  const { limits } = setUp();
  await admitted(
    limits,
    times(1_000, () => guess()),
  );
  expect(await limits.admit(guess({ address: "198.51.100.1" }))).toBe(0);
});

test("a wait is as long as its window, and tries meanwhile make it no longer and cost no write", async () => {
  const { limits, clock, store } = setUp();
  await admitted(
    limits,
    times(triesPerPlace, () => guess()),
  );
  const before = [...store.tries];
  clock.nowMs += windowMs - 1;
  expect(await limits.admit(guess())).toBe(1);
  expect([...store.tries]).toEqual(before);
  clock.nowMs += 1;
  expect(await limits.admit(guess())).toBe(0);
});

test("strangers who must wait leave no trace of their addresses", async () => {
  const { limits, store } = setUp();
  await admitted(
    limits,
    times(triesInAll, (n) => guess({ address: `198.51.100.${n}` })),
  );
  const { size } = store.tries;
  await limits.admit(guess({ address: "192.0.2.1" }));
  expect(store.tries.size).toBe(size);
});

test.each<[string, Partial<Guess>, boolean]>([
  ["where the owner signed in before", {}, true],
  ["on the machine itself", { address: "::ffff:127.0.0.1" }, true],
  ["at a new address", { address: "203.0.113.8" }, false],
])("while strangers use up what all share, the owner %s comes in: %s", async (_, place, comesIn) => {
  const { limits } = setUp();
  await limits.forgive({ ...guess(), accountId: owner });
  await admitted(
    limits,
    times(400, (n) => guess({ address: `198.51.100.${n % 200}` })),
  );
  expect((await limits.admit(guess(place))) === 0).toBe(comesIn);
});

test("an address is known to its own account alone", async () => {
  const { limits } = setUp();
  await limits.forgive({ ...guess(), accountId: owner });
  await admitted(
    limits,
    times(400, (n) => guess({ address: `198.51.100.${n % 200}` })),
  );
  expect(await limits.admit(guess({ accountId: 2 }))).toBeGreaterThan(0);
});

test("a browser that signed in before comes in from anywhere, whatever others do behind the same address", async () => {
  const { limits, store, clock } = setUp();
  const device = await knowDevice({ store, nowMs: clock.now() }, owner, undefined, 0);
  await limits.forgive({ ...guess(), accountId: owner });
  await admitted(
    limits,
    times(400, (n) => guess({ address: `198.51.100.${n % 200}` })),
  );
  await admitted(
    limits,
    times(100, () => guess()),
  );
  await admitted(
    limits,
    times(100, () => guess({ accountId: null })),
  );
  expect(await limits.admit(guess())).toBeGreaterThan(0);
  expect(await limits.admit(guess({ device }))).toBe(0);
  expect(await limits.admit(guess({ device, address: "192.0.2.1" }))).toBe(0);
});

test("such a browser is slowed down by its own wrong tries, and gains nothing at another account", async () => {
  const { limits, store, clock } = setUp();
  const device = await knowDevice({ store, nowMs: clock.now() }, owner, undefined, 0);
  expect(
    await admitted(
      limits,
      times(50, (n) => guess({ device, address: `198.51.100.${n}` })),
    ),
  ).toBe(triesPerPlace);
  await admitted(
    limits,
    times(triesPerPlace, () => guess({ accountId: 2 })),
  );
  expect(await limits.admit(guess({ accountId: 2, device }))).toBeGreaterThan(0);
});

test("who signs in to an account gets no further tries at another from there", async () => {
  const { limits } = setUp();
  let looked = 0;
  for (let round = 0; round < 30; round++) {
    if ((await limits.admit(guess())) === 0) looked++;
    const own = { ...guess(), accountId: 2 };
    if ((await limits.admit(own)) === 0) await limits.forgive(own);
  }
  expect(looked).toBe(triesPerPlace);
});

test("a right password from a known place gives the tries back", async () => {
  const { limits } = setUp();
  await limits.forgive({ ...guess(), accountId: owner });
  for (let round = 0; round < 3; round++) {
    expect(
      await admitted(
        limits,
        times(triesPerPlace, () => guess()),
      ),
    ).toBe(triesPerPlace);
    await limits.forgive({ ...guess(), accountId: owner });
  }
});

test("a token that nobody gave makes no browser known", async () => {
  const { limits, store, clock } = setUp();
  const planted = "A".repeat(43);
  const given = await knowDevice({ store, nowMs: clock.now() }, owner, planted, 0);
  expect(given).not.toBe(planted);
  await admitted(
    limits,
    times(triesPerPlace, () => guess()),
  );
  for (const device of [planted, "", "x", "é".repeat(43)])
    expect(await limits.admit(guess({ device }))).toBeGreaterThan(0);
  expect(await knowDevice({ store, nowMs: clock.now() }, owner, given, 0)).toBe(given);
});

test("a restart lifts no wait, and forgets no place", async () => {
  const dir = await mkdtemp(join(tmpdir(), "ajar-limits-"));
  let store = await openSqliteStore({ dir, clock: systemClock });
  try {
    await store.claimOwner("owner@example.com", "hash", 1);
    const first = createLoginLimits({ store, clock: systemClock });
    const device = await knowDevice({ store, nowMs: systemClock.now() }, owner, undefined, 0);
    await admitted(
      first,
      times(1_000, (n) => guess({ address: `198.51.100.${n % 200}` })),
    );
    await store.close();
    store = await openSqliteStore({ dir, clock: systemClock });
    const second = createLoginLimits({ store, clock: systemClock });
    expect(await second.admit(guess())).toBeGreaterThan(0);
    expect(await second.admit(guess({ device }))).toBe(0);
  } finally {
    await store.close();
    await rm(dir, { recursive: true });
  }
});

test("who has the password gets five codes, from however many addresses; a known browser has five of its own", async () => {
  const { limits, store, clock } = setUp();
  const device = await knowDevice({ store, nowMs: clock.now() }, owner, undefined, 0);
  const admit = async (changes: Partial<Guess>) => limits.admitCode({ ...guess(changes), accountId: owner });
  const waits = await Promise.all(Array.from({ length: 200 }, (_, n) => admit({ address: `198.51.100.${n}` })));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(codesPerAccount);
  const own = await Promise.all(Array.from({ length: 20 }, () => admit({ device })));
  expect(own.filter((wait) => wait === 0)).toHaveLength(codesPerAccount);
  clock.nowMs += windowMs;
  expect([await admit({}), await admit({ device })]).toEqual([0, 0]);
});

test("a right password alone gives no codes back, a right code does", async () => {
  const { limits } = setUp();
  const known = { ...guess(), accountId: owner };
  for (let n = 0; n < codesPerAccount; n++) {
    await limits.admit(known);
    expect(await limits.admitCode(known)).toBe(0);
  }
  expect(await limits.admitCode(known)).toBeGreaterThan(0);
  await limits.forgive(known);
  expect(await limits.admitCode(known)).toBe(0);
});
