import { expect, test } from "vitest";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { endSession, findLiveSession, isLive, sessionAbsoluteMs, sessionIdleMs, startSession } from "#lib/auth/session";

const start = 1_700_000_000_000;

async function signedIn() {
  const store = createFakeAccountStore();
  await store.claimOwner("owner@example.com", "hash", start);
  return { store, token: await startSession(store, 1, start) };
}

test("the token is 256 random bits, and only its hash is kept", async () => {
  const { store, token } = await signedIn();
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(JSON.stringify([...store.sessions])).not.toContain(token);
  expect(await startSession(store, 1, start)).not.toBe(token);
});

test("finds the account of a live session", async () => {
  const { store, token } = await signedIn();
  expect((await findLiveSession(store, token, start + 1))?.account.email).toBe("owner@example.com");
});

test.each([
  ["no cookie", undefined],
  ["an empty cookie", ""],
  ["a made-up token", "A".repeat(43)],
  ["the stored hash itself", "hash"],
  ["a giant cookie", "A".repeat(5_000)],
])("%s is no session", async (_, token) => {
  const { store } = await signedIn();
  const stored = [...store.sessions.keys()][0];
  expect(await findLiveSession(store, token === "hash" ? stored : token, start)).toBeUndefined();
});

test.each([
  [0, 0, true],
  [sessionIdleMs - 1, 0, true],
  [sessionIdleMs, 0, false],
  [sessionAbsoluteMs - 1, sessionAbsoluteMs - 2, true],
  [sessionAbsoluteMs, sessionAbsoluteMs - 1, false],
])("at %i ms, last seen at %i ms: live %s", (nowMs, lastSeenAtMs, live) => {
  expect(isLive({ lastSeenAtMs, expiresAtMs: sessionAbsoluteMs }, nowMs)).toBe(live);
});

test("use keeps a session alive, yet never beyond its absolute end", async () => {
  const { store, token } = await signedIn();
  const step = sessionIdleMs - 1;
  let now = start;
  while (now + step < start + sessionAbsoluteMs) {
    now += step;
    expect(await findLiveSession(store, token, now)).toBeDefined();
  }
  expect(await findLiveSession(store, token, start + sessionAbsoluteMs)).toBeUndefined();
  expect(store.sessions.size).toBe(0);
});

test("an idle session is over and is removed", async () => {
  const { store, token } = await signedIn();
  expect(await findLiveSession(store, token, start + sessionIdleMs)).toBeUndefined();
  expect(await findLiveSession(store, token, start + 1)).toBeUndefined();
});

test("requests within a minute write once", async () => {
  const { store, token } = await signedIn();
  const touched: number[] = [];
  const watched = {
    ...store,
    touchSession: async (hash: string, at: number) => {
      touched.push(at - start);
      await store.touchSession(hash, at);
    },
  };
  for (const after of [1_000, 59_999, 60_000, 61_000, 119_999, 120_000]) {
    await findLiveSession(watched, token, start + after);
  }
  expect(touched).toEqual([60_000, 120_000]);
});

test("a signed-out token is refused", async () => {
  const { store, token } = await signedIn();
  await endSession(store, token);
  expect(await findLiveSession(store, token, start + 1)).toBeUndefined();
});
