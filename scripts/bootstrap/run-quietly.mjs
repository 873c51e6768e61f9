import { spawn } from "node:child_process";

const keptChars = 20_000;

/**
 * Runs a command, keeps what it prints to itself, and shows how long it has been at it.
 * @param {string} doing what is being done, for people: "Installing …"
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, shell?: boolean }} options
 * @returns {Promise<{ code: number, output: string, seconds: number }>} the end of what it printed, at most 20,000 characters
 */
export async function runQuietly(doing, command, args, options) {
  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1000);
  const stopShowing = showProgress(doing, seconds);
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => void child.kill();
  process.once("exit", end);
  let output = "";
  /** @param {Buffer} chunk */
  const keep = (chunk) => {
    output = (output + chunk).slice(-keptChars);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? 1));
    });
    return { code, output, seconds: seconds() };
  } finally {
    process.removeListener("exit", end);
    stopShowing();
  }
}

/**
 * One line that counts the seconds on a terminal; elsewhere a line now and then.
 * @param {string} doing
 * @param {() => number} seconds
 * @returns {() => void}
 */
function showProgress(doing, seconds) {
  const { stderr } = process;
  stderr.write(stderr.isTTY ? doing : `${doing}\n`);
  const show = () => stderr.write(stderr.isTTY ? `\r${doing} ${seconds()} s` : `  … ${seconds()} s\n`);
  const timer = setInterval(show, stderr.isTTY ? 1_000 : 30_000);
  return () => {
    clearInterval(timer);
    if (stderr.isTTY) stderr.write("\n");
  };
}
