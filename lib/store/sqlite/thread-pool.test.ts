import { expect, test } from "vitest";
import type { Thread } from "#lib/store/sqlite/thread";
import { createThreadPool } from "#lib/store/sqlite/thread-pool";

type NameVerbs = { readonly name: () => string };

/** Threads that answer with their number when the test lets them. */
function createPool(size: number) {
  const open: (() => void)[][] = [];
  const closed: number[] = [];
  const pool = createThreadPool<NameVerbs>(size, (): Thread<NameVerbs> => {
    const mine: (() => void)[] = [];
    const number = open.push(mine);
    return {
      ask: () => new Promise<never>((resolve) => mine.push(() => resolve(`thread ${number}` as never))),
      close: async () => void closed.push(number),
      waiting: () => mine.length,
    };
  });
  const load = () => open.map(({ length }) => length);
  return { pool, load, closed, answerFirst: () => open[0]?.shift()?.() };
}

test("a question goes to the thread with the fewest open ones, the first of them if there are several", async () => {
  const { pool, load, answerFirst } = createPool(2);
  const first = pool.ask("name");
  expect(load()).toEqual([1, 0]);
  void pool.ask("name");
  void pool.ask("name");
  expect(load()).toEqual([2, 1]);
  answerFirst();
  expect(await first).toBe("thread 1");
  void pool.ask("name");
  expect([load(), pool.waiting()]).toEqual([[2, 1], 3]);
});

test("closing closes all", async () => {
  const { pool, closed } = createPool(3);
  await pool.close();
  expect(closed).toEqual([1, 2, 3]);
});
