import { parentPort } from "node:worker_threads";
import { storeFailure } from "#lib/store/sqlite/store-failure";
import {
  noMoreQuestions,
  packFailure,
  type ThreadAnswer,
  type ThreadRequest,
  type Verbs,
} from "#lib/store/sqlite/thread-protocol";

/** Answers the questions of `createThread` on the other side, in their order, then runs `close` and lets the thread end. */
export function serveThread(verbs: Verbs, close: () => void): void {
  const port = parentPort;
  if (!port) throw new Error("this module runs as a worker thread only");
  port.on("message", (request: ThreadRequest | typeof noMoreQuestions) => {
    if (request !== noMoreQuestions) {
      port.postMessage(answer(verbs, request));
      return;
    }
    close();
    port.close();
  });
}

function answer(verbs: Verbs, { id, verb, args }: ThreadRequest): ThreadAnswer {
  try {
    const act = verbs[verb];
    if (!act) throw new Error(`no verb ${verb}`);
    // The types were checked where the question was asked.
    return { id, value: act(...(args as never[])) };
  } catch (error) {
    return { id, failure: packFailure(storeFailure(error)) };
  }
}
