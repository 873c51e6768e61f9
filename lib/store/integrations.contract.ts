import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import type { IntegrationRecord, IntegrationTokenRecord } from "#lib/store/integration-store";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Store } from "#lib/store/store";

const hourMs = 3_600_000;
const noon = Date.UTC(2026, 0, 31, 12);

const sync: IntegrationRecord = {
  id: "member-sync",
  name: "Member sync",
  createdAtMs: 1,
  revokedAtMs: null,
  identifier: "acme",
  contact: "dev@example.com",
  tokenInPath: true,
  guard: null,
  key: { sealed: "v1.sealed", last4: "6789", setAtMs: 2 },
};

function tokenOf(integration: string, changes: Partial<IntegrationTokenRecord> = {}): IntegrationTokenRecord {
  const id = changes.id ?? "one";
  const shared = { kind: "gateway", prefix: "ajar_gw_12345678", createdAtMs: 3, lastUsedAtMs: null } as const;
  return { ...shared, id, integration, tokenHash: `hash of ${id}`, ...changes };
}

/** Integrations, their tokens, and credentials as any store must keep them. */
export function describeIntegrations(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });

  withStore("integrations are kept whole, in the order in which they were made; an id is given once", async (store) => {
    const app: IntegrationRecord = { ...sync, id: "app", name: "App", createdAtMs: 5, key: null, identifier: null };
    expect(await store.createIntegration(app)).toBe(true);
    expect(await store.createIntegration(sync)).toBe(true);
    expect(await store.createIntegration({ ...app, id: "app", name: "Another" })).toBe(false);
    expect(await store.listIntegrations()).toEqual([sync, app]);
    expect(
      await store.replaceIntegration({ ...app, name: "Mobile", tokenInPath: false, guard: "off", contact: null }),
    ).toBe(true);
    expect(await store.replaceIntegration({ ...app, id: "unknown" })).toBe(false);
    expect((await store.listIntegrations())[1]).toEqual({
      ...app,
      name: "Mobile",
      tokenInPath: false,
      guard: "off",
      contact: null,
    });
  });

  withStore("tokens are listed newest first, touched and deleted", async (store) => {
    await store.createIntegration(sync);
    const tokens = [tokenOf(sync.id), tokenOf(sync.id, { id: "two", kind: "ingest", createdAtMs: 4 })];
    for (const token of tokens) await store.createIntegrationToken(token);
    await store.touchIntegrationToken("one", 9);
    expect(await store.listIntegrationTokens()).toEqual([tokens[1], { ...tokens[0], lastUsedAtMs: 9 }]);
    expect(await store.deleteIntegrationToken("two")).toBe(true);
    expect(await store.deleteIntegrationToken("two")).toBe(false);
  });

  withStore("no two tokens share a hash, and none belongs to nobody", async (store) => {
    await store.createIntegration(sync);
    await store.createIntegrationToken(tokenOf(sync.id));
    await expect(
      store.createIntegrationToken(tokenOf(sync.id, { id: "two", tokenHash: "hash of one" })),
    ).rejects.toThrow();
    await expect(store.createIntegrationToken(tokenOf("nobody", { id: "three" }))).rejects.toThrow();
    expect(await store.listIntegrationTokens()).toHaveLength(1);
  });

  withStore("a revoked integration keeps its name and loses its key and its tokens, no one else's", async (store) => {
    await store.createIntegration(sync);
    await store.createIntegration({ ...sync, id: "other" });
    await store.createIntegrationToken(tokenOf(sync.id));
    await store.createIntegrationToken(tokenOf("other", { id: "two" }));
    expect(await store.revokeIntegration(sync.id, 7)).toBe(true);
    expect(await store.revokeIntegration("unknown", 7)).toBe(false);
    expect(await store.listIntegrations()).toContainEqual({ ...sync, revokedAtMs: 7, key: null });
    expect(await store.listIntegrations()).toContainEqual({ ...sync, id: "other" });
    expect((await store.listIntegrationTokens()).map(({ id }) => id)).toEqual(["two"]);
  });

  withStore("traffic is filtered by an integration's id or by what it is called today", async (store) => {
    await store.createIntegration(sync);
    await store.createIntegration({ ...sync, id: "other", name: "member-sync" });
    const integrations = ["member-sync", "other", "never-registered"];
    await store.record(integrations.map((integration) => sampleAttempt({ integration, callId: integration })));
    const list = async (integration: string) => {
      const range = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
      const page = await store.listCalls({ range, filter: { integration: [integration] }, limit: 9, cursor: null });
      return page.data.map(({ callId }) => callId);
    };
    expect(await list("Member sync")).toEqual(["member-sync"]);
    expect(await list("never-registered")).toEqual(["never-registered"]);
    // The id of one and the name of another: the id is meant.
    expect(await list("member-sync")).toEqual(["member-sync"]);
    const { integrations: offered } = await store.listFilterValues();
    expect(offered).toContainEqual({ id: "member-sync", name: "Member sync" });
    expect(offered).toContainEqual({ id: "never-registered", name: "never-registered" });
  });

  withStore(
    "credentials are listed by their last use, with their first, and since when they are refused",
    async (store) => {
      const used = (credential: string, startedAtMs: number, status: number | null = 200): Attempt =>
        sampleAttempt({
          credential,
          credentialLast4: credential.slice(-4),
          startedAtMs,
          status,
          outcome: status === null ? "network_error" : status === 401 ? "client_error" : "success",
        });
      await store.record([
        used("refused-1111", noon, 401),
        used("refused-1111", noon + 1),
        used("refused-1111", noon + 2, 401),
        used("refused-1111", noon + 3, 401),
        used("refused-1111", noon + 4, null),
        used("well-2222", noon - 5 * hourMs + 7, 401),
        used("well-2222", noon + 9),
        sampleAttempt({ startedAtMs: noon + 20 }),
      ]);
      const well = { fingerprint: "well-2222", last4: "2222", firstUsedAtMs: noon - 5 * hourMs + 7 };
      const refused = { fingerprint: "refused-1111", last4: "1111", firstUsedAtMs: noon };
      expect(await store.listCredentialUses(9)).toEqual([
        { ...well, lastUsedAtMs: noon + 9, refusedSinceMs: null },
        { ...refused, lastUsedAtMs: noon + 4, refusedSinceMs: noon + 2 },
      ]);
      expect(await store.listCredentialUses(1)).toHaveLength(1);
    },
  );

  withStore("what retention has removed still tells a credential's hours", async (store) => {
    await store.record([sampleAttempt({ credential: "old", startedAtMs: noon + 5 })]);
    await store.deleteAttemptsBefore(noon + 24 * hourMs);
    expect(await store.listCredentialUses(9)).toEqual([
      { fingerprint: "old", last4: null, firstUsedAtMs: noon, lastUsedAtMs: noon, refusedSinceMs: null },
    ]);
  });

  withStore("whose a credential is can be said, said anew and taken back", async (store) => {
    const users = [
      { fingerprint: "b", kisiUser: "17", origin: "seen" },
      { fingerprint: "a", kisiUser: "hand-1", origin: "hand" },
    ] as const;
    await store.putCredentialUsers(users);
    expect(await store.listCredentialUsers()).toEqual([users[1], users[0]]);
    await store.putCredentialUsers([{ fingerprint: "a", kisiUser: "17", origin: "hand" }]);
    expect((await store.listCredentialUsers())[0]).toEqual({ fingerprint: "a", kisiUser: "17", origin: "hand" });
    expect(await store.deleteCredentialUser("a")).toBe(true);
    expect(await store.deleteCredentialUser("a")).toBe(false);
    expect(await store.listCredentialUsers()).toEqual([users[0]]);
  });
}
