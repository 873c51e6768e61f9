// Makes a fresh clone ready: `node scripts/bootstrap.mjs start` installs and builds what is missing or stale.
// The one script that runs on the machine's own Node, before anything is installed; everything else runs on the
// Node that the project brings along.
import { existsSync, statfsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { adviceFor } from "./bootstrap/advice.mjs";
import { stampBuild, whyBuild } from "./bootstrap/built.mjs";
import { projectNode, projectNodeRuns, whyInstall } from "./bootstrap/installed.mjs";
import { oneAtATime } from "./bootstrap/one-at-a-time.mjs";
import { runQuietly } from "./bootstrap/run-quietly.mjs";

const oldestMajor = 20;
const roomNeededBytes = 1.2e9;
const root = fileURLToPath(new URL("..", import.meta.url));
const needsBuild = ["start", "demo", "bench", "build"];

/** A failure that is already explained in full. */
class SetupError extends Error {}

/** @param {string} output */
const lastLines = (output) => output.trimEnd().split("\n").slice(-30).join("\n");

/** The machine's own npm, run by the machine's own Node: npm ci replaces the project's while it runs. */
function npm() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  if (cli?.endsWith(".js") && node && !node.startsWith(join(root, "node_modules"))) {
    return { command: node, before: [cli], shell: false };
  }
  return { command: "npm", before: [], shell: process.platform === "win32" };
}

/** The environment without this project's own programs on the path, and with nothing that leaves packages out. */
function npmEnvironment() {
  const own = join(root, "node_modules", ".bin");
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== own);
  return { ...process.env, PATH: path.join(delimiter), npm_config_loglevel: "error", npm_config_progress: "false" };
}

/**
 * @param {string} doing
 * @param {string[]} args
 */
async function runNpm(doing, args) {
  const { command, before, shell } = npm();
  const ended = await runQuietly(doing, command, [...before, ...args], { cwd: root, env: npmEnvironment(), shell });
  if (ended.code !== 0) {
    throw new SetupError(`${lastLines(ended.output)}\n\nInstalling failed. ${adviceFor(ended.output)}`);
  }
  return ended.seconds;
}

/** npm that runs out of disk fails late, with words that do not say so. */
function checkRoom() {
  if (existsSync(join(root, "node_modules"))) return;
  const { bavail, bsize, blocks } = statfsSync(root);
  if (blocks === 0 || bavail * bsize >= roomNeededBytes) return;
  const freeMb = Math.round((bavail * bsize) / 1e6);
  throw new SetupError(`The dependencies and the build need about 1.2 GB; only ${freeMb} MB are free on this disk.`);
}

/** @param {string} why */
async function install(why) {
  checkRoom();
  const seconds = await runNpm(`Installing the locked dependencies (${why}); about half a minute …`, [
    "ci",
    "--include=dev",
    "--include=optional",
    "--prefer-offline",
  ]);
  say(`Installed in ${seconds} s.`);
}

/** Under `ignore-scripts` npm leaves the project's Node out: the one package whose install script must run. */
async function fetchProjectNode() {
  await runNpm("Fetching the Node that Ajar runs on …", ["rebuild", "node", "--ignore-scripts=false"]);
  if (projectNodeRuns(root)) return;
  throw new SetupError(
    `The Node that Ajar brings along does not run on this system (${process.platform} ${process.arch}). ` +
      "It needs macOS, Windows, or a Linux with glibc (Debian, Ubuntu, Fedora; not Alpine).",
  );
}

/** @param {string} why */
async function build(why) {
  await stampBuild(root, async () => {
    const next = join(root, "node_modules", "next", "dist", "bin", "next");
    const env = /** @type {NodeJS.ProcessEnv} */ ({
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
    });
    const doing = `Building the app (${why}); about half a minute …`;
    const ended = await runQuietly(doing, projectNode(root), [next, "build"], { cwd: root, env });
    if (ended.code !== 0)
      throw new SetupError(`${lastLines(ended.output)}\n\nThe build failed: the lines above say why.`);
    say(`Built in ${ended.seconds} s.`);
  });
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {string} what */
const isReady = (what) => !whyInstall(root) && projectNodeRuns(root) && !(needsBuild.includes(what) && whyBuild(root));

/** @param {string} what */
async function prepare(what) {
  const whyInstalling = whyInstall(root);
  if (whyInstalling) await install(whyInstalling);
  if (!projectNodeRuns(root)) await fetchProjectNode();
  const whyBuilding = needsBuild.includes(what) ? whyBuild(root) : null;
  if (whyBuilding) await build(whyBuilding);
}

async function main() {
  const what = process.argv[2] ?? "start";
  const major = Number(process.versions.node.split(".")[0]);
  if (major < oldestMajor) {
    throw new SetupError(
      `Ajar needs Node ${oldestMajor} or newer to set itself up; this is ${process.version}. Get the current one from nodejs.org.`,
    );
  }
  if (isReady(what)) return;
  const lockFile = join(root, ".ajar", "bootstrap.lock");
  await oneAtATime(
    lockFile,
    () => say("Waiting for another start that is setting up this folder …"),
    () => prepare(what),
  );
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => process.exit(1));
}
main().catch((error) => {
  say(error instanceof SetupError ? error.message : `Setting up failed: ${error.stack}`);
  process.exit(1);
});
