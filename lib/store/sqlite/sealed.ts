import { and, eq, isNotNull, like } from "drizzle-orm";
import { AppError } from "#lib/errors";
import type { SealedStore, SealedText } from "#lib/store/sealed-store";
import { alertChannels } from "#lib/store/sqlite/alert-schema";
import { registeredIntegrations } from "#lib/store/sqlite/integration-schema";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { reports } from "#lib/store/sqlite/report-schema";
import { settings } from "#lib/store/sqlite/schema";
import { secondFactors } from "#lib/store/sqlite/second-factor-schema";

type Writing = Parameters<Parameters<MainDatabase["write"]>[0]>[0];

/** How every sealed text begins, and no JSON does: some columns hold either. */
const sealedForm = "v1.%";

/** Everything sealed, in whatever column. Whatever else is sealed one day has to be added here, twice. */
export function createSealedRows({ db, read, write }: MainDatabase): SealedStore {
  const list = prepareList(db);
  return {
    listSealed: () => read(list),
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

function prepareList(db: MainDatabase["db"]): () => readonly SealedText[] {
  const { sealedKey } = registeredIntegrations;
  const inSettings = db.select().from(settings).where(like(settings.value, sealedForm)).prepare();
  const keys = db.select({ id: registeredIntegrations.id, sealed: sealedKey }).from(registeredIntegrations).prepare();
  const channels = db.select({ id: alertChannels.id, sealed: alertChannels.sealed }).from(alertChannels).prepare();
  const apps = db.select({ id: secondFactors.accountId, sealed: secondFactors.sealed }).from(secondFactors).prepare();
  const drafts = db
    .select({ id: reports.id, sealed: reports.spec })
    .from(reports)
    .where(like(reports.spec, sealedForm))
    .prepare();
  return () => [
    ...inSettings.all().map(({ key, value }) => ({ place: `setting:${key}`, sealed: value })),
    ...keys.all().flatMap(({ id, sealed }) => {
      return sealed === null ? [] : { place: `registered_integrations:${id}:sealed_key`, sealed };
    }),
    ...channels.all().map(({ id, sealed }) => ({ place: `alert_channels:${id}:sealed`, sealed })),
    ...apps.all().map(({ id, sealed }) => ({ place: `second_factors:${id}:sealed`, sealed })),
    ...drafts.all().map(({ id, sealed }) => ({ place: `reports:${id}:spec`, sealed })),
  ];
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
    case "reports": {
      const draft = and(eq(reports.id, id), like(reports.spec, sealedForm));
      return tx.update(reports).set({ spec: sealed }).where(draft).run().changes;
    }
    default:
      return 0;
  }
}
