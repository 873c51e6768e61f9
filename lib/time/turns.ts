/** Lets one piece of work in at a time, in the order of arrival. */
export type InTurn = <T>(work: () => T | Promise<T>) => Promise<T>;

/** Makes turns of their own, apart from all others. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    // A failure belongs to who asked for the work, not to who comes next.
    last = turn.catch(() => undefined);
    return turn;
  };
}
