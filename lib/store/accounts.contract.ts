import { expect, test } from "vitest";
import type { Store } from "#lib/store/store";

/** Accounts, sessions, API tokens and settings as any store must keep them. */
export function describeAccounts(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });

  withStore("of many who claim Ajar at once, one becomes its owner", async (store) => {
    expect(await store.hasOwner()).toBe(false);
    const claims = Array.from({ length: 50 }, (_, n) => store.claimOwner(`user${n}@example.com`, `hash${n}`, n));
    const won = (await Promise.all(claims)).map((claimed, n) => (claimed ? n : -1)).filter((n) => n >= 0);
    expect(won).toHaveLength(1);
    expect(await store.hasOwner()).toBe(true);
    expect(await store.claimOwner("late@example.com", "hash", 99)).toBe(false);
    expect(await store.findAccount("late@example.com")).toBeUndefined();
    const owner = { id: 1, role: "owner", email: `user${won[0]}@example.com`, passwordHash: `hash${won[0]}` };
    expect(await store.findAccount(`USER${won[0]}@example.com`)).toEqual(owner);
  });

  withStore(
    "resetting the owner makes one, or replaces its e-mail and password and ends its sessions",
    async (store) => {
      await store.resetOwner("a@example.com", "one", 1);
      await store.createSession({ tokenHash: "t", accountId: 1, createdAtMs: 1, lastSeenAtMs: 1, expiresAtMs: 9 });
      await store.resetOwner("b@example.com", "two", 2);
      expect(await store.findSession("t")).toBeUndefined();
      expect(await store.findAccount("a@example.com")).toBeUndefined();
      expect(await store.findAccount("b@example.com")).toMatchObject({ id: 1, role: "owner", passwordHash: "two" });
      expect(await store.claimOwner("c@example.com", "three", 3)).toBe(false);
    },
  );

  withStore("a session is found with its account, touched and ended", async (store) => {
    await store.claimOwner("a@example.com", "hash", 1);
    const session = { createdAtMs: 10, lastSeenAtMs: 10, expiresAtMs: 100 };
    for (const tokenHash of ["one", "two"]) await store.createSession({ ...session, tokenHash, accountId: 1 });
    await store.touchSession("one", 20);
    const account = { id: 1, email: "a@example.com", role: "owner", passwordHash: "hash" };
    expect(await store.findSession("one")).toEqual({ ...session, tokenHash: "one", lastSeenAtMs: 20, account });
    await store.endSession("one");
    expect(await store.findSession("one")).toBeUndefined();
    await store.endSessions(1);
    expect(await store.findSession("two")).toBeUndefined();
  });

  withStore("sessions that have run out are cleared away when another begins", async (store) => {
    await store.claimOwner("a@example.com", "hash", 1);
    const begin = (tokenHash: string, createdAtMs: number) =>
      store.createSession({
        tokenHash,
        accountId: 1,
        createdAtMs,
        lastSeenAtMs: createdAtMs,
        expiresAtMs: createdAtMs + 10,
      });
    await begin("old", 0);
    await begin("new", 10);
    expect(await store.findSession("old")).toBeUndefined();
    expect(await store.findSession("new")).toBeDefined();
  });

  withStore("a session needs an account", async (store) => {
    const session = { tokenHash: "t", accountId: 7, createdAtMs: 1, lastSeenAtMs: 1, expiresAtMs: 9 };
    await expect(store.createSession(session)).rejects.toMatchObject({ name: "AppError" });
  });

  withStore("API tokens are found by their hash, listed newest first, touched and deleted", async (store) => {
    const shared = { name: "ci", prefix: "ajar_1", scopes: ["read", "ingest"] as const, expiresAtMs: 99 };
    await store.createApiToken({ ...shared, id: "one", tokenHash: "hash1", createdAtMs: 1 });
    await store.createApiToken({ ...shared, id: "two", tokenHash: "hash2", createdAtMs: 2 });
    await store.touchApiToken("one", 50);
    expect(await store.findApiToken("hash1")).toEqual({ ...shared, id: "one", createdAtMs: 1, lastUsedAtMs: 50 });
    expect(await store.findApiToken("hash3")).toBeUndefined();
    expect((await store.listApiTokens()).map(({ id, lastUsedAtMs }) => [id, lastUsedAtMs])).toEqual([
      ["two", null],
      ["one", 50],
    ]);
    const again = store.createApiToken({ ...shared, id: "three", tokenHash: "hash1", createdAtMs: 3 });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    expect([await store.deleteApiToken("one"), await store.deleteApiToken("one")]).toEqual([true, false]);
    expect(await store.findApiToken("hash1")).toBeUndefined();
  });

  withStore("settings are kept by name", async (store) => {
    expect(await store.findSetting("a")).toBeUndefined();
    await store.putSetting("a", "1");
    await store.putSetting("a", "2 ✓");
    await store.putSetting("b", "3");
    expect(await store.findSetting("a")).toBe("2 ✓");
    await store.deleteSetting("a");
    expect([await store.findSetting("a"), await store.findSetting("b")]).toEqual([undefined, "3"]);
  });
}
