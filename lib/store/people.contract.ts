import { expect, test } from "vitest";
import type { Invitation } from "#lib/model/person";
import type { Store } from "#lib/store/store";

/** People, invitations and where they are signed in, as any store must keep them. */
export function describePeople(open: () => Promise<Store>): void {
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

  const invite = async (store: Store, changes: Partial<Invitation> = {}) => {
    const invitation: Invitation = {
      codeHash: "code",
      email: "ann@example.com",
      role: "viewer",
      invitedBy: "owner@example.com",
      createdAtMs: 10,
      expiresAtMs: 100,
      ...changes,
    };
    await store.putInvitation(invitation);
    return invitation;
  };

  const join = async (store: Store, email: string, role: Invitation["role"] = "viewer") => {
    const { codeHash } = await invite(store, { email, role, codeHash: `code of ${email}` });
    const account = await store.acceptInvitation(codeHash, "their hash", 20);
    if (!account) throw new Error("the invitation was not taken");
    return account;
  };

  withStore("an invitation makes one account, whoever else holds its link", async (store) => {
    await invite(store);
    expect(await store.findInvitation("code")).toMatchObject({ email: "ann@example.com", role: "viewer" });
    const results = await Promise.all([1, 2, 3].map((n) => store.acceptInvitation("code", `hash ${n}`, 99)));
    expect(results.filter((account) => account !== undefined)).toHaveLength(1);
    expect(await store.findAccount("ANN@example.com")).toMatchObject({ role: "viewer" });
    expect(await store.listInvitations()).toEqual([]);
    expect(await store.findInvitation("code")).toBeUndefined();
  });

  withStore("one that has run out makes none, and stays to be seen", async (store) => {
    await invite(store);
    expect(await store.acceptInvitation("code", "hash", 100)).toBeUndefined();
    expect(await store.acceptInvitation("other", "hash", 20)).toBeUndefined();
    expect(await store.listInvitations()).toHaveLength(1);
  });

  withStore("a newer invitation takes the place of the one before, in any case", async (store) => {
    await invite(store);
    await invite(store, { email: "Ann@Example.com", codeHash: "newer", role: "admin" });
    expect(await store.findInvitation("code")).toBeUndefined();
    expect(await store.listInvitations()).toMatchObject([{ codeHash: "newer", email: "ann@example.com" }]);
    expect([await store.deleteInvitation("ANN@example.com"), await store.deleteInvitation("ann@example.com")]).toEqual([
      true,
      false,
    ]);
  });

  withStore("who has an account gets another password by one, keeps the role, and is signed out", async (store) => {
    const session = { tokenHash: "t", accountId: 1, createdAtMs: 1, lastSeenAtMs: 1, expiresAtMs: 99 };
    await store.createSession(session);
    await invite(store, { email: "owner@example.com", role: "owner" });
    const account = await store.acceptInvitation("code", "another", 20);
    expect(account).toEqual({ id: 1, email: "owner@example.com", role: "owner", passwordHash: "another" });
    expect(await store.findSession("t")).toBeUndefined();
  });

  withStore("a link opens no account that has another role than the link was made for", async (store) => {
    await invite(store, { email: "owner@example.com", role: "viewer" });
    expect(await store.acceptInvitation("code", "another", 20)).toBeUndefined();
    expect(await store.findAccount("owner@example.com")).toMatchObject({ role: "owner", passwordHash: "hash" });
    expect(await store.listPeople()).toHaveLength(1);
  });

  withStore("people are listed with when they were last seen, the owner first", async (store) => {
    const zoe = await join(store, "zoe@example.com", "admin");
    await join(store, "ann@example.com");
    for (const [tokenHash, lastSeenAtMs] of [["a", 30] as const, ["b", 40] as const]) {
      await store.createSession({ tokenHash, accountId: zoe.id, createdAtMs: 30, lastSeenAtMs, expiresAtMs: 99 });
    }
    for (const [accountId, isConfirmed] of [[zoe.id, true] as const, [1, false] as const]) {
      await store.offerSecondFactor(accountId, { sealed: "app", createdAtMs: 1 });
      if (isConfirmed) await store.confirmSecondFactor(accountId, { sealed: "app", atMs: 2, step: 1 }, ["hash"]);
    }
    expect(await store.listPeople()).toEqual([
      { id: 1, email: "owner@example.com", role: "owner", createdAtMs: 1, lastSeenAtMs: null, hasSecondFactor: false },
      {
        id: expect.any(Number),
        email: "ann@example.com",
        role: "viewer",
        createdAtMs: 20,
        lastSeenAtMs: null,
        hasSecondFactor: false,
      },
      { id: zoe.id, email: "zoe@example.com", role: "admin", createdAtMs: 20, lastSeenAtMs: 40, hasSecondFactor: true },
    ]);
  });

  withStore("roles change and accounts go with their sessions, but for the owner's", async (store) => {
    const ann = await join(store, "ann@example.com");
    expect(await store.changeRole(ann.id, "admin")).toBe(true);
    expect(await store.findAccount("ann@example.com")).toMatchObject({ role: "admin" });
    expect([
      await store.changeRole(1, "viewer"),
      await store.removeAccount(1),
      await store.changeRole(99, "admin"),
    ]).toEqual([false, false, false]);
    await store.createSession({ tokenHash: "t", accountId: ann.id, createdAtMs: 1, lastSeenAtMs: 1, expiresAtMs: 99 });
    expect([await store.removeAccount(ann.id), await store.removeAccount(ann.id)]).toEqual([true, false]);
    expect(await store.findSession("t")).toBeUndefined();
    expect(await store.findAccount("ann@example.com")).toBeUndefined();
  });

  withStore("a changed password ends the sessions of its account and no other", async (store) => {
    const ann = await join(store, "ann@example.com");
    const session = { createdAtMs: 1, lastSeenAtMs: 1, expiresAtMs: 99 };
    await store.createSession({ ...session, tokenHash: "ann", accountId: ann.id });
    await store.createSession({ ...session, tokenHash: "owner", accountId: 1 });
    expect([await store.changePassword(ann.id, "new"), await store.changePassword(99, "new")]).toEqual([true, false]);
    expect(await store.findAccount("ann@example.com")).toMatchObject({ passwordHash: "new" });
    expect(await store.findSession("ann")).toBeUndefined();
    expect(await store.findSession("owner")).toBeDefined();
  });

  withStore("sessions tell where they were begun, last seen first", async (store) => {
    const session = { accountId: 1, createdAtMs: 1, expiresAtMs: 99 };
    await store.createSession({
      ...session,
      tokenHash: "a",
      lastSeenAtMs: 1,
      address: "10.0.0.1",
      userAgent: "Firefox",
    });
    await store.createSession({ ...session, tokenHash: "b", lastSeenAtMs: 2 });
    expect(await store.listSessions(1)).toEqual([
      { tokenHash: "b", createdAtMs: 1, lastSeenAtMs: 2, expiresAtMs: 99, address: null, userAgent: null },
      { tokenHash: "a", createdAtMs: 1, lastSeenAtMs: 1, expiresAtMs: 99, address: "10.0.0.1", userAgent: "Firefox" },
    ]);
    expect(await store.listSessions(2)).toEqual([]);
  });
}
