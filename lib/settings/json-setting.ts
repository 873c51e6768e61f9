import type { z } from "zod";
import { AppError, badInput } from "#lib/errors";
import { issueWords } from "#lib/model/issue-words";
import type { SettingStore } from "#lib/store/store";

type Options<T> = {
  readonly store: SettingStore;
  readonly key: string;
  /** What the setting is about, for messages: `risk`. */
  readonly about: string;
  readonly schema: z.ZodType<T>;
  readonly fallback: T;
};

/** A setting that is held in memory and stored as JSON. */
export type JsonSetting<T> = {
  /** Throws `unavailable` if what is stored cannot be read: a default in its place would be taken for the owner's will. */
  readonly read: () => T;
  readonly isReadable: () => boolean;
  /** Stores it first; from then on it is what `read` answers. Throws `bad_input` naming each wrong field. */
  readonly write: (value: unknown) => Promise<T>;
};

/** Opens a setting into memory; `fallback` is its value until one is stored. */
export async function openJsonSetting<T>({ store, key, about, schema, fallback }: Options<T>): Promise<JsonSetting<T>> {
  const text = await store.findSetting(key);
  let held: { readonly value: T } | { readonly cause: unknown } =
    text === undefined ? { value: fallback } : parse(schema, text);
  return {
    isReadable: () => "value" in held,
    read() {
      if ("value" in held) return held.value;
      const words = `The stored ${about} settings cannot be read. Set them again in Settings, or by PATCH /api/v1/settings`;
      throw new AppError("unavailable", words, { cause: held.cause });
    },
    async write(wanted) {
      const parsed = schema.safeParse(wanted, { error: issueWords });
      if (!parsed.success) throw badInput(errorsOf(parsed.error));
      await store.putSetting(key, JSON.stringify(parsed.data));
      held = { value: parsed.data };
      return parsed.data;
    },
  };
}

function parse<T>(schema: z.ZodType<T>, text: string): { readonly value: T } | { readonly cause: unknown } {
  try {
    return { value: schema.parse(JSON.parse(text)) };
  } catch (cause) {
    return { cause };
  }
}

function errorsOf({ issues }: z.ZodError) {
  return issues.map(({ path, message }) => ({ path: path.join("."), message }));
}
