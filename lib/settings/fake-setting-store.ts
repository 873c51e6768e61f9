import type { SettingStore } from "#lib/store/store";

/** Settings in memory, for tests; `rows` shows what would stand on disk. */
export function createFakeSettingStore(): SettingStore & { readonly rows: Map<string, string> } {
  const rows = new Map<string, string>();
  return {
    rows,
    findSetting: async (key) => rows.get(key),
    putSetting: async (key, value) => {
      rows.set(key, value);
    },
    deleteSetting: async (key) => {
      rows.delete(key);
    },
  };
}
