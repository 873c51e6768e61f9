import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Instruction, readDockerfile, readEnvWords, type Stage } from "./container/read-dockerfile.ts";

// Carries out the Dockerfile's steps in plain folders, for machines without a container engine: builds, starts what
// was built as a user that may write nothing but the data folder, asks its health check, and stops it.
// What it cannot show: the base image, the isolation, other CPU families. `docker build .` does.

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "ajar-container-"));
const stages = readDockerfile(readFileSync(join(root, "Dockerfile"), "utf8"));

/** A stage's file system is a folder; its own absolute paths are moved below it. */
class Room {
  readonly root: string;
  readonly env: Record<string, string> = {};
  #workdir = "/";

  constructor(name: string) {
    this.root = join(scratch, name);
    mkdirSync(this.root, { recursive: true });
  }

  get cwd(): string {
    return join(this.root, this.#workdir);
  }

  enter(workdir: string): void {
    this.#workdir = workdir;
    mkdirSync(this.cwd, { recursive: true });
  }

  path(inside: string): string {
    return inside.startsWith("/") ? join(this.root, inside) : join(this.cwd, inside);
  }

  run(command: string): void {
    const moved = command.replaceAll(/(?<=\s)\/(app|data)\b/g, (path) => join(this.root, path));
    const { status } = spawnSync("sh", ["-c", moved], { cwd: this.cwd, env: this.environment(), stdio: "inherit" });
    if (status !== 0) throw new Error(`${command} ended with ${status}`);
  }

  /** The machine's own below the image's: what npm needs to reach its registry stands there. */
  environment(): NodeJS.ProcessEnv {
    return { ...process.env, ...this.env };
  }
}

const rooms = new Map<string, Room>();

function copy(room: Room, text: string): void {
  const words = text.split(/\s+/);
  const from = words.find((word) => word.startsWith("--from="))?.slice("--from=".length);
  const paths = words.filter((word) => !word.startsWith("--"));
  const target = paths.pop() ?? ".";
  if (paths[0] === ".") copyContext(room);
  else for (const path of paths) copyOne(room, from, path, target);
}

function copyOne(room: Room, from: string | undefined, path: string, target: string): void {
  const source = from === undefined ? join(root, path) : rooms.get(from)?.path(path);
  if (!source) throw new Error(`no stage is named ${from}`);
  const into = target.endsWith("/") ? join(room.path(target), basename(path)) : room.path(target);
  cpSync(source, into, { recursive: true, verbatimSymlinks: true });
}

/** What `.dockerignore` lets in, as far as git knows it: nothing of a working copy's own gets into the build. */
function copyContext(room: Room): void {
  const lines = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
  const wanted = lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const { stdout } = spawnSync("git", ["ls-files", "--", ...wanted], { cwd: root, encoding: "utf8" });
  for (const path of stdout.trim().split("\n")) {
    if (!/\.test\.tsx?$/.test(path)) cpSync(join(root, path), room.path(path));
  }
}

const steps: Readonly<Record<string, (room: Room, text: string) => void>> = {
  WORKDIR: (room, text) => room.enter(text),
  ENV: (room, text) => void Object.assign(room.env, readEnvWords(text)),
  COPY: copy,
  RUN: (room, text) => room.run(text.replace("chown node:node", isRoot ? "chown 1000:1000" : "true")),
};

const isRoot = process.getuid?.() === 0;

function build({ name, instructions }: Stage): Room {
  const room = new Room(name ?? "final");
  rooms.set(name ?? "final", room);
  for (const instruction of instructions) {
    console.log(`${instruction.name} ${instruction.text}`);
    steps[instruction.name]?.(room, instruction.text);
  }
  return room;
}

function commandOf(instructions: readonly Instruction[], name: string): string[] {
  const text = instructions.findLast((one) => one.name === name)?.text ?? "";
  return JSON.parse(text.slice(text.indexOf("["))) as string[];
}

/** Starts a command as the image's user, for whom all but the data folder is out of reach. */
function start(room: Room, words: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const asUser = isRoot ? ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"] : [];
  const [command = "", ...args] = [...asUser, ...words];
  return spawn(command, args, { cwd: room.cwd, env: { ...room.environment(), ...env }, stdio: "inherit" });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

try {
  const room = stages.map(build).at(-1);
  const instructions = stages.at(-1)?.instructions ?? [];
  if (!room) throw new Error("the Dockerfile has no stage");
  // The service's user must be able to walk to its folder.
  spawnSync("chmod", ["755", scratch]);
  const env = { AJAR_DATA_DIR: room.path("/data"), PORT: process.env.PORT ?? "3987" };
  const server = start(room, commandOf(instructions, "CMD"), env);
  const stopped = ended(server);
  let healthy = false;
  for (let tries = 0; !healthy && tries < 30 && server.exitCode === null; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    healthy = (await ended(start(room, commandOf(instructions, "HEALTHCHECK"), env))) === 0;
  }
  server.kill("SIGTERM");
  const code = await stopped;
  if (!healthy) throw new Error("it never became healthy");
  if (code !== 143) throw new Error(`SIGTERM ended it with ${code}, not in order`);
  console.log(
    "The steps work: it builds, serves without writing outside its data folder, is healthy, and stops in order.",
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
