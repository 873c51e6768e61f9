import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { openWriter } from "#lib/store/sqlite/connection";

/** The least that recording can cost: a small row, durable, by a thread that does nothing else. */
export type BareCommits = { readonly commit: () => Promise<void>; readonly close: () => Promise<void> };

if (!isMainThread && parentPort) {
  const port = parentPort;
  const db = openWriter(String(workerData), 1_000);
  db.exec("CREATE TABLE rows (id INTEGER PRIMARY KEY, path TEXT)");
  const insert = db.prepare("INSERT INTO rows (path) VALUES (?)");
  const insertAll = db.transaction((count: number) => {
    for (let n = 0; n < count; n += 1) insert.run("/locks?limit=10");
  });
  port.on("message", (count: number) => {
    if (count > 0) {
      insertAll.immediate(count);
      port.postMessage(count);
      return;
    }
    db.close();
    port.close();
  });
}

/** Starts the thread on a database of its own. Rows that are asked for during a commit share the next, as Ajar's do. */
export function startBareCommits(file: string): BareCommits {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: file, execArgv: [] });
  let waiting: (() => void)[] = [];
  let written: (() => void)[] = [];
  const next = () => {
    written = waiting;
    waiting = [];
    if (written.length > 0) worker.postMessage(written.length);
  };
  worker.on("message", () => {
    for (const resolve of written) resolve();
    next();
  });
  return {
    commit: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (written.length === 0) next();
      }),
    close: async () => {
      const exited = new Promise((resolve) => worker.once("exit", resolve));
      worker.postMessage(0);
      await exited;
    },
  };
}
