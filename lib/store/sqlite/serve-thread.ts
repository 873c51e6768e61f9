import { parentPort } from "node:worker_threads";
import { storeFailure } from "#lib/store/sqlite/store-failure";
import { packFailure, type ThreadAnswer, type ThreadRequest, type Verbs } from "#lib/store/sqlite/thread-protocol";

/** Answers the questions of `createThread` on the other side, in their order, until the thread is ended. */
export function serveThread(verbs: Verbs): void {
  const port = parentPort;
  if (!port) throw new Error("this module runs as a worker thread only");
  port.on("message", (request: ThreadRequest) => port.postMessage(answer(verbs, request)));
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
