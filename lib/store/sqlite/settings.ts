import { eq, placeholder } from "drizzle-orm";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { settings } from "#lib/store/sqlite/schema";
import type { SettingStore } from "#lib/store/store";

/** Named texts. */
export function createSettings({ db, read, write }: MainDatabase): SettingStore {
  const query = db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, placeholder("key")))
    .prepare();
  return {
    findSetting: (key) => read(() => query.get({ key })?.value),
    putSetting: (key, value) =>
      write((tx) => {
        const target = settings.key;
        tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target, set: { value } }).run();
      }),
    deleteSetting: (key) => write((tx) => void tx.delete(settings).where(eq(settings.key, key)).run()),
  };
}
