import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const apiToken = "api-token-of-this-bench-only";
export const gatewayToken = "gateway-token-of-this-bench";

/** What a process has used so far, and after a garbage collection, what it holds. */
export type Usage = { readonly cpuUs: number; readonly rss: number; readonly heapUsed: number };

export type BenchServer = {
  readonly port: number;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
};

/** Starts `server.ts` in a process of its own, so that its CPU time and its memory are its own. */
export async function startServer(role: "upstream" | "bare" | "ajar", upstream = ""): Promise<BenchServer> {
  const execArgv = ["--expose-gc", ...process.execArgv];
  const child = fork(join(import.meta.dirname, "server.ts"), [role, upstream], { execArgv });
  const port: number = await messageOf(child);
  return {
    port,
    usage: () => {
      child.send("usage");
      return messageOf<Usage>(child);
    },
    stop: async () => {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}

/** The next message, or the end of the process as an error. */
async function messageOf<Message>(child: ChildProcess): Promise<Message> {
  const over = new AbortController();
  const options = { signal: over.signal };
  try {
    return await Promise.race([
      once(child, "message", options).then(([message]) => message as Message),
      once(child, "exit", options).then(([code]) => Promise.reject(new Error(`a server ended with ${code}`))),
    ]);
  } finally {
    over.abort();
  }
}
