import { asc, desc, eq } from "drizzle-orm";
import type { IntegrationRecord, IntegrationStore } from "#lib/store/integration-store";
import { integrationTokens, registeredIntegrations } from "#lib/store/sqlite/integration-schema";
import type { MainDatabase } from "#lib/store/sqlite/main-database";

/** Integrations and their tokens. */
export function createIntegrationRows({ db, read, write }: MainDatabase): IntegrationStore {
  const { id, createdAtMs } = registeredIntegrations;
  const listQuery = db.select().from(registeredIntegrations).orderBy(asc(createdAtMs), asc(id)).prepare();
  const tokenQuery = db
    .select()
    .from(integrationTokens)
    .orderBy(desc(integrationTokens.createdAtMs), desc(integrationTokens.id))
    .prepare();

  return {
    listIntegrations: () => read(() => listQuery.all().map(recordOf)),
    createIntegration: (integration) =>
      write(
        (tx) =>
          tx.insert(registeredIntegrations).values(rowOf(integration)).onConflictDoNothing({ target: id }).run()
            .changes === 1,
      ),
    replaceIntegration: (integration) =>
      write(
        (tx) =>
          tx.update(registeredIntegrations).set(rowOf(integration)).where(eq(id, integration.id)).run().changes === 1,
      ),
    revokeIntegration: (wanted, nowMs) =>
      write((tx) => {
        tx.delete(integrationTokens).where(eq(integrationTokens.integration, wanted)).run();
        const set = { revokedAtMs: nowMs, sealedKey: null, keyLast4: null, keySetAtMs: null };
        return tx.update(registeredIntegrations).set(set).where(eq(id, wanted)).run().changes === 1;
      }),
    listIntegrationTokens: () => read(() => tokenQuery.all()),
    createIntegrationToken: (token) => write((tx) => void tx.insert(integrationTokens).values(token).run()),
    touchIntegrationToken: (wanted, lastUsedAtMs) =>
      write(
        (tx) => void tx.update(integrationTokens).set({ lastUsedAtMs }).where(eq(integrationTokens.id, wanted)).run(),
      ),
    deleteIntegrationToken: (wanted) =>
      write((tx) => tx.delete(integrationTokens).where(eq(integrationTokens.id, wanted)).run().changes === 1),
  };
}

type Row = typeof registeredIntegrations.$inferSelect;

function recordOf({ sealedKey, keyLast4, keySetAtMs, ...row }: Row): IntegrationRecord {
  const key = sealedKey === null ? null : { sealed: sealedKey, last4: keyLast4, setAtMs: keySetAtMs ?? 0 };
  return { ...row, key };
}

function rowOf({ key, ...record }: IntegrationRecord): Row {
  return {
    ...record,
    sealedKey: key?.sealed ?? null,
    keyLast4: key?.last4 ?? null,
    keySetAtMs: key?.setAtMs ?? null,
  };
}
