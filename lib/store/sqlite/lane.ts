/** Lets one piece of work in at a time, in the order of arrival. */
export type Lane = { readonly run: <T>(work: () => T | Promise<T>) => Promise<T> };

/**
 * Makes the lane that every write takes: SQLite has one writer, and two connections that meet would block a thread
 * until the other is done.
 */
export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const turn = last.then(work);
      // A failure belongs to who asked for the work, not to who comes next.
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
