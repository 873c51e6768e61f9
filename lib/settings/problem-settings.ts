import { defaultProblemSettings, type ProblemSettings, problemSettingsSchema } from "#lib/model/problem-settings";
import { openJsonSetting } from "#lib/settings/json-setting";
import type { SettingStore } from "#lib/store/store";

/** What the owner has set of problems. */
export type ProblemSettingsKeeper = {
  /** Throws `unavailable` if what is stored cannot be read. */
  readonly read: () => ProblemSettings;
  /** The same for what goes on whatever is stored: the defaults if it cannot be read. */
  readonly inForce: () => ProblemSettings;
  /** Changes what is given and leaves the rest. Throws `bad_input` naming each field that is impossible. */
  readonly change: (
    changes: {
      readonly [Field in keyof ProblemSettings]?: ProblemSettings[Field] | undefined;
    },
  ) => Promise<ProblemSettings>;
};

/** Opens the settings of problems into memory. */
export async function openProblemSettings(store: SettingStore): Promise<ProblemSettingsKeeper> {
  const setting = await openJsonSetting<ProblemSettings>({
    store,
    key: "problems",
    about: "problem",
    schema: problemSettingsSchema,
    fallback: defaultProblemSettings,
  });
  const inForce = () => (setting.isReadable() ? setting.read() : defaultProblemSettings);
  return { read: setting.read, inForce, change: (changes) => setting.write({ ...inForce(), ...changes }) };
}
