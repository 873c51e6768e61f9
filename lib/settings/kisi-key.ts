import { z } from "zod";
import { AppError } from "#lib/errors";
import { last4Of, parseKisiKey } from "#lib/secrets/kisi-key-text";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { SettingStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** What pages may know of the key. */
export type KisiKeyFacts =
  | { readonly source: "none" }
  | { readonly source: "environment"; readonly last4: string | null }
  | { readonly source: "stored"; readonly last4: string | null; readonly setAtMs: number }
  | { readonly source: "unreadable" };

/** The Kisi key of the console, and of gateway calls of integrations without one of their own. */
export type KisiKey = {
  /** Seals and keeps the key, in place of any former one. Throws `bad_input` if it cannot be a Kisi key. */
  readonly put: (text: string) => Promise<void>;
  /** Forgets the stored key; KISI_API_KEY, if set, is in use again. */
  readonly remove: () => Promise<void>;
  readonly describe: () => KisiKeyFacts;
  /** The key to call Kisi with, null if there is none. Throws `unavailable` if the stored one cannot be opened. */
  readonly reveal: () => string | null;
  /** Every key that this process has held, for the recorder to cut out wherever it is echoed. */
  readonly knownSecrets: () => readonly string[];
};

type KisiKeyOptions = {
  readonly store: SettingStore;
  readonly box: SecretBox;
  readonly clock: Pick<Clock, "now">;
  /** KISI_API_KEY: in use while none is stored. */
  readonly environmentKey: string | null;
};

const settingKey = "kisi.key";
const place = `setting:${settingKey}`;
const storedSchema = z.object({ key: z.string(), setAtMs: z.int() });
type Stored = z.infer<typeof storedSchema>;

/** Opens the stored key into memory. One that cannot be opened is reported by `describe` and stays as it is. */
export async function openKisiKey({ store, box, clock, environmentKey }: KisiKeyOptions): Promise<KisiKey> {
  const sealed = await store.findSetting(settingKey);
  let stored: Stored | "unreadable" | null = sealed === undefined ? null : unseal(box, sealed);
  const known = new Set<string>();
  if (environmentKey !== null) known.add(environmentKey);
  if (stored !== null && stored !== "unreadable") known.add(stored.key);

  return {
    async put(text) {
      const key = parseKisiKey(text);
      // Known before it is stored or sent anywhere, so that no echo of it slips by.
      known.add(key);
      const next = { key, setAtMs: clock.now() };
      await store.putSetting(settingKey, box.seal(JSON.stringify(next), place));
      stored = next;
    },
    async remove() {
      await store.deleteSetting(settingKey);
      stored = null;
    },
    describe() {
      if (stored === "unreadable") return { source: "unreadable" };
      if (stored !== null) return { source: "stored", last4: last4Of(stored.key), setAtMs: stored.setAtMs };
      return environmentKey === null ? { source: "none" } : { source: "environment", last4: last4Of(environmentKey) };
    },
    reveal() {
      if (stored === "unreadable") throw new AppError("unavailable", unreadable);
      return stored === null ? environmentKey : stored.key;
    },
    knownSecrets: () => [...known],
  };
}

const unreadable = "The stored Kisi key cannot be opened: it was changed on disk. Enter it again in Settings";

function unseal(box: SecretBox, sealed: string): Stored | "unreadable" {
  try {
    return storedSchema.parse(JSON.parse(box.open(sealed, place)));
  } catch (error) {
    if (error instanceof AppError) return "unreadable";
    throw error;
  }
}
