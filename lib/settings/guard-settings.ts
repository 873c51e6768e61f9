import { defaultGuardSettings, type GuardSettings, guardSettingsSchema } from "#lib/model/guard";
import { defaultPrioritySettings, type PrioritySettings, prioritySettingsSchema } from "#lib/model/priorities";
import { openJsonSetting } from "#lib/settings/json-setting";
import type { SettingStore } from "#lib/store/store";

type Changes<T> = { readonly [Field in keyof T]?: T[Field] | undefined };

/** What the owner has set of one subject. */
export type SettingsKeeper<T> = {
  /** Throws `unavailable` if what is stored cannot be read. */
  readonly read: () => T;
  readonly isReadable: () => boolean;
  /** The same for calls, which go on whatever is stored: the defaults if it cannot be read. */
  readonly inForce: () => T;
  /** Changes what is given and leaves the rest. Throws `bad_input` naming each field that is impossible. */
  readonly change: (changes: Changes<T>) => Promise<T>;
};

export type GuardSettingsKeeper = SettingsKeeper<GuardSettings>;
export type PrioritySettingsKeeper = SettingsKeeper<PrioritySettings>;

/** Opens the settings of the guard into memory. */
export function openGuardSettings(store: SettingStore): Promise<GuardSettingsKeeper> {
  return openKeeper({
    store,
    key: "guard",
    about: "guard",
    schema: guardSettingsSchema,
    fallback: defaultGuardSettings,
  });
}

/** Opens the settings of priorities into memory. */
export function openPrioritySettings(store: SettingStore): Promise<PrioritySettingsKeeper> {
  const about = "priority";
  return openKeeper({
    store,
    key: "priorities",
    about,
    schema: prioritySettingsSchema,
    fallback: defaultPrioritySettings,
  });
}

async function openKeeper<T extends object>(
  options: Parameters<typeof openJsonSetting<T>>[0],
): Promise<SettingsKeeper<T>> {
  const setting = await openJsonSetting(options);
  const inForce = () => (setting.isReadable() ? setting.read() : options.fallback);
  return {
    read: setting.read,
    isReadable: setting.isReadable,
    inForce,
    change: (changes) => setting.write({ ...inForce(), ...changes }),
  };
}
