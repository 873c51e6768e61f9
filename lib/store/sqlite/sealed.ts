import { and, eq, isNotNull, like } from "drizzle-orm";
import { AppError } from "#lib/errors";
import type { SealedStore, SealedText } from "#lib/store/sealed-store";
import { alertChannels } from "#lib/store/sqlite/alert-schema";
import { registeredIntegrations } from "#lib/store/sqlite/integration-schema";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { settings } from "#lib/store/sqlite/schema";
import { secondFactors } from "#lib/store/sqlite/second-factor-schema";

type Writing = Parameters<Parameters<MainDatabase["write"]>[0]>[0];

/** The columns that hold sealed texts. Of the settings those are sealed that begin as no JSON does. */
export function createSealedRows({ db, read, write }: MainDatabase): SealedStore {
  const { sealedKey } = registeredIntegrations;
  const settingsQuery = db.select().from(settings).where(like(settings.value, "v1.%")).prepare();
  const keysQuery = db
    .select({ id: registeredIntegrations.id, sealed: sealedKey })
    .from(registeredIntegrations)
    .where(isNotNull(sealedKey))
    .prepare();
  const channelsQuery = db.select({ id: alertChannels.id, sealed: alertChannels.sealed }).from(alertChannels).prepare();
  const factorsQuery = db
    .select({ id: secondFactors.accountId, sealed: secondFactors.sealed })
    .from(secondFactors)
    .prepare();

  return {
    listSealed: () =>
      read(() => [
        ...settingsQuery.all().map(({ key, value }) => ({ place: `setting:${key}`, sealed: value })),
        ...keysQuery.all().map(({ id, sealed }) => ({
          place: `registered_integrations:${id}:sealed_key`,
          sealed: sealed ?? "",
        })),
        ...factorsQuery.all().map(({ id, sealed }) => ({ place: `second_factors:${id}:sealed`, sealed })),
        ...channelsQuery.all().map(({ id, sealed }) => ({ place: `alert_channels:${id}:sealed`, sealed })),
      ]),
    replaceSealed: (texts, changed) =>
      write((tx) => {
        for (const text of texts) {
          if (replace(tx, text) === 1) continue;
          throw new AppError("conflict", `Nothing sealed stands at ${text.place}: it was changed meanwhile`);
        }
        for (const { key, value } of changed) {
          tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run();
        }
      }),
  };
}

/** How many rows took the text. */
function replace(tx: Writing, { place, sealed }: SealedText): number {
  const [table, id = ""] = place.split(":");
  switch (table) {
    case "setting":
      return tx.update(settings).set({ value: sealed }).where(eq(settings.key, id)).run().changes;
    case "registered_integrations": {
      const row = and(eq(registeredIntegrations.id, id), isNotNull(registeredIntegrations.sealedKey));
      return tx.update(registeredIntegrations).set({ sealedKey: sealed }).where(row).run().changes;
    }
    case "alert_channels":
      return tx.update(alertChannels).set({ sealed }).where(eq(alertChannels.id, id)).run().changes;
    case "second_factors":
      return tx
        .update(secondFactors)
        .set({ sealed })
        .where(eq(secondFactors.accountId, Number(id)))
        .run().changes;
    default:
      return 0;
  }
}
