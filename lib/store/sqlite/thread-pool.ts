import type { Thread } from "#lib/store/sqlite/thread";
import type { Verbs } from "#lib/store/sqlite/thread-protocol";

/**
 * Puts several threads behind one: each question goes to the thread with the fewest open ones, so that a quick one need
 * not wait for a slow one. A thread is started when those before it are busy.
 */
export function createThreadPool<V extends Verbs>(size: number, create: () => Thread<V>): Thread<V> {
  const threads = Array.from({ length: size }, create);
  const idlest = () => threads.reduce((best, thread) => (thread.waiting() < best.waiting() ? thread : best));
  return {
    ask: (verb, ...args) => idlest().ask(verb, ...args),
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
    waiting: () => threads.reduce((sum, thread) => sum + thread.waiting(), 0),
  };
}
