import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export type ClientCall = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What a client made of an answer; the body in base64. */
export type Said = {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
};

export type Plan = {
  readonly base: string;
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
  readonly calls: readonly ClientCall[];
};

export type Client = {
  readonly name: string;
  /** False if this machine has not what it needs. */
  readonly isHere: boolean;
  readonly run: (plan: Plan) => Promise<readonly Said[]>;
};

export const clients: readonly Client[] = [
  { name: "curl", isHere: has("curl"), run: runCurl },
  { name: "Node's fetch", isHere: true, run: runFetch },
  { name: "Python's urllib", isHere: has("python3"), run: runScript("python3", "urllib_client.py") },
  { name: "Ruby's Net::HTTP", isHere: has("ruby"), run: runScript("ruby", "net_http_client.rb") },
];

function has(command: string): boolean {
  return spawnSync(command, ["--version"]).status === 0;
}

/** A program that takes the plan on stdin and says what came back on stdout, both as JSON. */
function runScript(command: string, file: string): Client["run"] {
  return async (plan) => {
    const output = await execute(command, [join(import.meta.dirname, "clients", file)], JSON.stringify(plan));
    return JSON.parse(output.toString()) as Said[];
  };
}

async function runFetch({ base, headers, calls }: Plan): Promise<Said[]> {
  const said: Said[] = [];
  for (const { method, path, headers: own, body } of calls) {
    const init = { method, headers: { ...headers, ...own }, ...(body === undefined ? {} : { body }) };
    const answer = await fetch(base + path, init);
    said.push({
      status: answer.status,
      reason: answer.statusText,
      headers: [...answer.headers],
      body: Buffer.from(await answer.arrayBuffer()).toString("base64"),
    });
  }
  return said;
}

async function runCurl({ base, headers, calls }: Plan): Promise<Said[]> {
  const said: Said[] = [];
  for (const { method, path, headers: own, body } of calls) {
    const sent = Object.entries({ ...headers, ...own }).flatMap(([name, value]) => ["--header", `${name}: ${value}`]);
    const how = method === "HEAD" ? ["--head"] : ["--include", "--request", method];
    const data = body === undefined ? [] : ["--data-binary", "@-"];
    const options = ["--silent", "--show-error", "--globoff", "--path-as-is"];
    said.push(readAnswer(await execute("curl", [...options, ...how, ...sent, ...data, base + path], body ?? "")));
  }
  return said;
}

function readAnswer(bytes: Buffer): Said {
  const headEnd = bytes.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = bytes.subarray(0, headEnd).toString("latin1").split("\r\n");
  const [, status = "", reason = ""] = /^HTTP\/1\.1 (\d{3}) (.*)$/.exec(statusLine) ?? [];
  return {
    status: Number(status),
    reason,
    headers: lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
    body: bytes.subarray(headEnd + 4).toString("base64"),
  };
}

async function execute(command: string, args: readonly string[], input: string): Promise<Buffer> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  const [output, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  // A client that needs no input may be gone before it was given any.
  child.stdin.on("error", () => undefined).end(input);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${Buffer.concat(errors)}`);
  return Buffer.concat(output);
}
