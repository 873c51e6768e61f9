import { AppError } from "#lib/errors";
import type { Attempt } from "#lib/model/attempt";

/** Commits groups in one transaction; answers for each group with null, or why it could not be stored. */
export type CommitGroups = (groups: readonly (readonly Attempt[])[]) => Promise<readonly (Error | null)[]>;

export type GroupCommitOptions = {
  /** A transaction takes whole groups until it has this many rows. */
  readonly rowsPerCommit: number;
  /** Rows that may wait; what comes on top is refused, so that a dead disk does not fill the memory. */
  readonly rowsWaitingMax: number;
};

export const defaultGroupCommit: GroupCommitOptions = { rowsPerCommit: 250, rowsWaitingMax: 50_000 };

type Group = {
  readonly attempts: readonly Attempt[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

export type GroupCommit = {
  readonly record: (attempts: readonly Attempt[]) => Promise<void>;
  /** Resolves when nothing waits or is under way. */
  readonly settled: () => Promise<void>;
};

/**
 * Lets attempts that arrive in the same turn of the event loop, or while a commit is under way, share the next
 * transaction: one wait for the disk serves them all, and a lone attempt waits for no timer.
 */
export function createGroupCommit(commit: CommitGroups, options: GroupCommitOptions): GroupCommit {
  let waiting: Group[] = [];
  let rowsWaiting = 0;
  let run: Promise<void> | undefined;

  async function commitAll(): Promise<void> {
    do {
      // Also after a commit: the callers that it let go on, and answers that came meanwhile, then share the next one.
      await new Promise((resolve) => setImmediate(resolve));
      await commitNext();
    } while (waiting.length > 0);
    run = undefined;
  }

  async function commitNext(): Promise<void> {
    const groups = takeGroups();
    try {
      const failures = await commit(groups.map(({ attempts }) => attempts));
      for (const [index, { resolve, reject }] of groups.entries()) {
        const failure = failures[index];
        if (failure) reject(failure);
        else resolve();
      }
    } catch (error) {
      for (const { reject } of groups) reject(error);
    }
  }

  function takeGroups(): Group[] {
    let rows = 0;
    let count = 0;
    while (count < waiting.length && rows < options.rowsPerCommit) rows += waiting[count++]?.attempts.length ?? 0;
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    rowsWaiting -= rows;
    return taken;
  }

  return {
    async record(attempts) {
      if (attempts.length === 0) return;
      if (rowsWaiting >= options.rowsWaitingMax) {
        throw new AppError("unavailable", "The disk is too slow: too many attempts wait to be stored");
      }
      const stored = new Promise<void>((resolve, reject) => waiting.push({ attempts, resolve, reject }));
      rowsWaiting += attempts.length;
      run ??= commitAll();
      await stored;
    },
    settled: async () => run,
  };
}
