import { noRedactionRules, type RedactionRules, redactionRulesSchema } from "#lib/model/redaction-rules";
import { type JsonSetting, openJsonSetting } from "#lib/settings/json-setting";
import type { SettingStore } from "#lib/store/store";

/** What an owner has hidden on top of the built-in rules. */
export type RedactionSettingsKeeper = {
  /** The same object until it is changed. Throws `unavailable` if what is stored cannot be read. */
  readonly read: JsonSetting<RedactionRules>["read"];
  /** Changes what is given and leaves the rest. Throws `bad_input` naming each entry that is impossible. */
  readonly change: (
    changes: { readonly [List in keyof RedactionRules]?: RedactionRules[List] | undefined },
  ) => Promise<RedactionRules>;
};

/** Opens the rules into memory. There is no default for rules that cannot be read: it would hide less than was asked. */
export async function openRedactionSettings(store: SettingStore): Promise<RedactionSettingsKeeper> {
  const setting = await openJsonSetting<RedactionRules>({
    store,
    key: "redaction",
    about: "redaction",
    schema: redactionRulesSchema,
    fallback: noRedactionRules,
  });
  return {
    read: setting.read,
    change: ({ fields, patterns }) => {
      const before = setting.isReadable() ? setting.read() : noRedactionRules;
      const each = (list: readonly string[]) => [...new Set(list)];
      return setting.write({ fields: each(fields ?? before.fields), patterns: each(patterns ?? before.patterns) });
    },
  };
}
