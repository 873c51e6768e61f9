import { defaultRiskSettings, type RiskChanges, type RiskSettings, riskSettingsSchema } from "#lib/model/risk-settings";
import { openJsonSetting } from "#lib/settings/json-setting";
import type { SettingStore } from "#lib/store/store";

/** What the owner has set about risk. */
export type RiskSettingsKeeper = {
  /** Throws `unavailable` if what is stored cannot be read. */
  readonly read: () => RiskSettings;
  readonly isReadable: () => boolean;
  /**
   * Changes what is given and leaves the rest. Throws `bad_input` naming each field that is impossible. Settings that
   * cannot be read are replaced by the defaults with the changes.
   */
  readonly change: (changes: RiskChanges) => Promise<RiskSettings>;
};

/** Opens the risk settings into memory. */
export async function openRiskSettings(store: SettingStore): Promise<RiskSettingsKeeper> {
  const setting = await openJsonSetting<RiskSettings>({
    store,
    key: "risk",
    about: "risk",
    schema: riskSettingsSchema,
    fallback: defaultRiskSettings,
  });
  return {
    read: setting.read,
    isReadable: setting.isReadable,
    change: ({ levels, ...changes }) => {
      const before = setting.isReadable() ? setting.read() : defaultRiskSettings;
      return setting.write({ ...before, ...changes, levels: { ...before.levels, ...levels } });
    },
  };
}
