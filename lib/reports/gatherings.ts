/** How far the gathering of a draft is. */
export type Gathering =
  | { readonly state: "running"; readonly attempts: number }
  | { readonly state: "cancelled" }
  | { readonly state: "failed"; readonly message: string };

type Progress = { readonly onProgress: (attempts: number) => void; readonly signal: AbortSignal };
type Entry = { gathering: Gathering; readonly abort: AbortController; readonly done: Promise<void> };

export type Gatherings = {
  readonly begin: (id: string, run: (progress: Progress) => Promise<void>) => void;
  /** Null if nothing was begun, or it ended well. */
  readonly find: (id: string) => Gathering | null;
  /** Resolves when it is over; rejects with what made it fail. */
  readonly ended: (id: string) => Promise<void>;
  readonly cancel: (id: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const failedWords = "The rows could not be read. The log has the cause.";

/** Keeps the gatherings that run in this process; after a restart their drafts are there, and can be gathered again. */
export function createGatherings(onError: (error: unknown) => void): Gatherings {
  const entries = new Map<string, Entry>();

  async function cancel(id: string): Promise<void> {
    const entry = entries.get(id);
    if (!entry) return;
    entry.abort.abort(new Error("the gathering was cancelled"));
    await entry.done.catch(() => undefined);
  }

  return {
    begin(id, run) {
      const abort = new AbortController();
      const done = Promise.withResolvers<void>();
      const entry: Entry = { gathering: { state: "running", attempts: 0 }, abort, done: done.promise };
      // Whoever waits for it hears of a failure; nobody has to.
      entry.done.catch(() => undefined);
      entries.set(id, entry);
      const onProgress = (attempts: number) => {
        entry.gathering = { state: "running", attempts };
      };
      run({ onProgress, signal: abort.signal }).then(
        () => {
          if (entries.get(id) === entry) entries.delete(id);
          done.resolve();
        },
        (error: unknown) => {
          entry.gathering = abort.signal.aborted ? { state: "cancelled" } : { state: "failed", message: failedWords };
          if (!abort.signal.aborted) onError(error);
          done.reject(error);
        },
      );
    },
    find: (id) => entries.get(id)?.gathering ?? null,
    ended: async (id) => entries.get(id)?.done,
    cancel,
    close: async () => {
      await Promise.all([...entries.keys()].map(cancel));
    },
  };
}
