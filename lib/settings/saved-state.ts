import type { z } from "zod";
import type { SettingStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

type Options<T> = {
  readonly store: SettingStore;
  readonly key: string;
  readonly schema: z.ZodType<T>;
  readonly clock: Pick<Clock, "sleep">;
  /** Told of a state that could not be read or written. */
  readonly onError: (error: unknown) => void;
};

/** Small state of a process that outlives it. */
export type SavedState<T> = {
  /** What a former process left; null for nothing, or nothing that can be read. */
  readonly former: T | null;
  /** Has the state written soon, however often it is called; `read` is asked at that moment. */
  readonly save: (read: () => T) => void;
  /** Writes what still waits. */
  readonly flush: () => Promise<void>;
};

/** So often it is written at most; a crash loses no more than what changed within it. */
const writeEveryMs = 500;

/** Opens the state that is stored under `key`. */
export async function openSavedState<T>({ store, key, schema, clock, onError }: Options<T>): Promise<SavedState<T>> {
  let pending: (() => T) | null = null;
  let writing: Promise<void> | null = null;
  const flushing = new AbortController();

  async function write(): Promise<void> {
    // Rejects only when it is cut short, which is no failure.
    await clock.sleep(writeEveryMs, flushing.signal).catch(() => undefined);
    const read = pending;
    pending = null;
    try {
      if (read) await store.putSetting(key, JSON.stringify(read()));
    } catch (error) {
      onError(error);
    }
    writing = null;
    if (pending) writing = write();
  }

  return {
    former: await readFormer(store, key, schema, onError),
    save: (read) => {
      pending = read;
      writing ??= write();
    },
    flush: async () => {
      flushing.abort();
      while (writing !== null) await writing;
    },
  };
}

async function readFormer<T>(
  store: SettingStore,
  key: string,
  schema: z.ZodType<T>,
  onError: (error: unknown) => void,
): Promise<T | null> {
  try {
    const text = await store.findSetting(key);
    return text === undefined ? null : schema.parse(JSON.parse(text));
  } catch (error) {
    onError(error);
    return null;
  }
}
