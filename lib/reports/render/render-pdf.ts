import { Worker } from "node:worker_threads";
import type { Outline } from "#lib/reports/outline";
import { createTurns } from "#lib/time/turns";

const threadMb = 1_024;

export type RenderPdf = (outline: Outline) => Promise<Uint8Array>;

/**
 * Makes the setting of PDFs, one at a time: pages of tables take seconds of a processor, so each is set in a thread of
 * its own, which takes its memory with it when it ends.
 */
export function createRenderPdf(): RenderPdf {
  const inTurn = createTurns();
  return (outline) => inTurn(() => renderInThread(outline));
}

function renderInThread(outline: Outline): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./pdf-thread.ts", import.meta.url), {
      workerData: outline,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: threadMb },
    });
    worker.once("message", (pdf: Uint8Array) => resolve(pdf));
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the thread that sets PDFs ended without one")));
  });
}
