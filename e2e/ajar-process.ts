import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly output: string };

export type AjarProcess = AsyncDisposable & {
  /** `http://127.0.0.1:43210` */
  readonly origin: string;
  readonly pid: number;
  readonly dataDir: string;
  /** The one-time link that the start printed; null once there is an owner. */
  readonly setUpLink: string | null;
  /** All that it has printed so far. */
  readonly output: () => string;
  /** Sends the signal and waits for the end. */
  readonly end: (signal?: NodeJS.Signals) => Promise<Ended>;
};

type Options = {
  readonly env?: Readonly<Record<string, string>>;
  /** Kept after the end. Default: a folder of its own that goes with the process. */
  readonly dataDir?: string;
};

/** Starts the built server on a free port and waits until it is ready. Throws with its output if it ends before. */
export async function startAjar({ env = {}, dataDir }: Options = {}): Promise<AjarProcess> {
  const dir = dataDir ?? temporaryFolder();
  const { child, output, ended } = spawnAjar({ AJAR_DATA_DIR: dir, ...env });
  const clean = () => dataDir ?? rmSync(dir, { recursive: true, force: true });
  const readyLine = await Promise.race([lineWith(child, output, /^Ajar\b.*https?:\/\//m), ended]);
  if (typeof readyLine !== "string") {
    clean();
    throw new Error(`Ajar ended with ${readyLine.code} before it was ready:\n${readyLine.output}`);
  }
  const address = new URL(/https?:\/\/\S+/.exec(readyLine)?.[0] ?? "");
  const end = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  return {
    origin: address.origin,
    pid: child.pid ?? 0,
    dataDir: dir,
    setUpLink: address.searchParams.has("code") ? address.href : null,
    output,
    end,
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
      clean();
    },
  };
}

/** Starts a server that is expected to refuse, and returns how it ended. */
export async function runAjar({ env = {}, dataDir }: Options): Promise<Ended> {
  const dir = dataDir ?? temporaryFolder();
  const { ended } = spawnAjar({ AJAR_DATA_DIR: dir, ...env });
  const end = await ended;
  if (dataDir === undefined) rmSync(dir, { recursive: true, force: true });
  return end;
}

/** A new folder for a test's data. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "ajar-e2e-"));
}

function spawnAjar(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ["server.ts"], {
    cwd: root,
    env: { ...inheritedEnv(), PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  const output = () => text;
  const ended = once(child, "close").then(([code, signal]): Ended => ({ code, signal, output: text }));
  return { child, output, ended };
}

/** Nothing of the developer's own settings, nor of the runner's, may reach the server. */
function inheritedEnv(): NodeJS.ProcessEnv {
  const foreign = /^(AJAR_|KISI_|SMTP_|DATABASE_URL$|HOST$|PORT$|NODE_|VITEST|TEST)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}

function lineWith(child: ChildProcess, output: () => string, pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on("data", () => {
      const line = output()
        .split("\n")
        .slice(0, -1)
        .find((candidate) => pattern.test(candidate));
      if (line !== undefined) resolve(line);
    });
  });
}
