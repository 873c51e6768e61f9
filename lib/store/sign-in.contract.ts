import { expect, test } from "vitest";
import type { KnownPlace } from "#lib/store/sign-in-store";
import type { Store } from "#lib/store/store";

/** Tries and known places, as any store must keep them. */
export function describeSignIn(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await store.claimOwner("owner@example.com", "hash", 1);
        await run(store);
      } finally {
        await store.close();
      }
    });

  withStore("tries at once are all counted, in one window", async (store) => {
    const counts = await Promise.all(Array.from({ length: 20 }, (_, n) => store.countTry("a", 100 + n, 50)));
    expect(counts.map(({ tries }) => tries).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(new Set(counts.map(({ endsAtMs }) => endsAtMs))).toEqual(new Set([150]));
    expect(await store.findTries("a", 149)).toEqual({ tries: 20, endsAtMs: 150 });
    expect(await store.findTries("b", 149)).toBeUndefined();
  });

  withStore("a window that is over is forgotten, and the next one starts afresh", async (store) => {
    await store.countTry("a", 100, 50);
    expect(await store.findTries("a", 150)).toBeUndefined();
    expect(await store.countTry("a", 150, 50)).toEqual({ tries: 1, endsAtMs: 200 });
  });

  withStore("tries can be taken back, one or all, and never more than there are", async (store) => {
    for (let n = 0; n < 3; n++) await store.countTry("a", 100, 50);
    await store.takeTryBack("a", "one");
    expect(await store.findTries("a", 120)).toMatchObject({ tries: 2 });
    await store.takeTryBack("a", "all");
    expect(await store.findTries("a", 120)).toBeUndefined();
    await store.countTry("a", 100, 50);
    for (let n = 0; n < 3; n++) await store.takeTryBack("a", "one");
    expect(await store.countTry("a", 120, 50)).toMatchObject({ tries: 1 });
  });

  withStore("a place is known to its account alone, until nobody has come from it for long", async (store) => {
    const place: KnownPlace = { accountId: 1, kind: "address", name: "203.0.113.7" };
    expect(await store.isKnownPlace(place)).toBe(false);
    await store.keepPlace(place, 100, 0);
    await store.keepPlace(place, 200, 0);
    expect(await store.isKnownPlace(place)).toBe(true);
    expect(await store.isKnownPlace({ ...place, accountId: 2 })).toBe(false);
    expect(await store.isKnownPlace({ ...place, kind: "device" })).toBe(false);
    const other: KnownPlace = { ...place, kind: "device", name: "hash" };
    await store.keepPlace(other, 300, 199);
    expect(await store.isKnownPlace(place)).toBe(true);
    await store.keepPlace(other, 300, 200);
    expect(await store.isKnownPlace(place)).toBe(false);
  });

  withStore("the places of an account go with it", async (store) => {
    const invitation = {
      email: "ann@example.com",
      role: "viewer",
      invitedBy: "o",
      createdAtMs: 1,
      expiresAtMs: 9,
    } as const;
    await store.putInvitation({ ...invitation, codeHash: "code" });
    const accountId = (await store.acceptInvitation("code", "hash", 2))?.id ?? 0;
    await store.keepPlace({ accountId, kind: "device", name: "hash" }, 3, 0);
    await store.removeAccount(accountId);
    expect(await store.isKnownPlace({ accountId, kind: "device", name: "hash" })).toBe(false);
  });
}
