import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { AppError } from "#lib/errors";
import {
  noMoreQuestions,
  type ThreadAnswer,
  type ThreadRequest,
  unpackFailure,
  type Verbs,
} from "#lib/store/sqlite/thread-protocol";

/** A thread that answers the verbs `V`, one after the other. */
export type Thread<V extends Verbs> = {
  readonly ask: <Verb extends keyof V & string>(
    verb: Verb,
    ...args: Parameters<V[Verb]>
  ) => Promise<ReturnType<V[Verb]>>;
  /** Waits for what was asked, then ends the thread. Later questions reject. */
  readonly close: () => Promise<void>;
  /** Questions without an answer yet. */
  readonly waiting: () => number;
};

type Pending = { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void };

/**
 * Puts a thread behind promises. It is started by the first question. If it dies, the questions that it had reject
 * as `unavailable`, and the next question starts another. It keeps the process alive only while a question is open.
 */
export function createThread<V extends Verbs>(spawn: () => Worker): Thread<V> {
  let worker: Worker | undefined;
  let closed = false;
  let asked = 0;
  let pending = new Map<number, Pending>();
  let onIdle: (() => void) | undefined;

  function start(): Worker {
    const started = spawn();
    const died = (cause: unknown) => {
      if (worker !== started) return;
      worker = undefined;
      const lost = pending;
      pending = new Map();
      const error = new AppError("unavailable", "A thread of the store has died; try again", { cause });
      for (const { reject } of lost.values()) reject(error);
      onIdle?.();
    };
    started.on("message", settle);
    started.on("error", died);
    started.on("exit", (code) => died(new Error(`exit code ${code}`)));
    return started;
  }

  function settle(answer: ThreadAnswer): void {
    const question = pending.get(answer.id);
    if (!question) return;
    pending.delete(answer.id);
    if (pending.size === 0) {
      worker?.unref();
      onIdle?.();
    }
    if ("failure" in answer) question.reject(unpackFailure(answer.failure));
    // `ask` has typed verb and arguments, and the other side answers with what that verb returns.
    else question.resolve(answer.value as never);
  }

  return {
    async ask(verb, ...args) {
      if (closed) throw new AppError("unavailable", "The store is closed");
      worker ??= start();
      const request: ThreadRequest = { id: asked++, verb, args };
      worker.postMessage(request);
      worker.ref();
      return new Promise((resolve, reject) => pending.set(request.id, { resolve, reject }));
    },
    async close() {
      closed = true;
      if (pending.size > 0) {
        await new Promise<void>((resolve) => {
          onIdle = resolve;
        });
      }
      const last = worker;
      if (!last) return;
      worker = undefined;
      // Never `terminate`: to tear a thread down with SQLite at work in it has crashed the whole process.
      const ended = once(last, "exit");
      last.ref();
      last.postMessage(noMoreQuestions);
      await ended;
    },
    waiting: () => pending.size,
  };
}
