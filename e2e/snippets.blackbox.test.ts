import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { startSimulatorServer } from "#lib/simulator/server";
import { systemClock } from "#lib/time/clock";
import { gatewaySnippets, otelVariables, pathTokenUrl } from "../app/(dashboard)/integrations/[integrationId]/snippets";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process";
import { askApi, openTo, tokens } from "./gateway-client";

const simulator = createSimulator({ clock: systemClock, seed: 7, rateLimits: false });
const folder = temporaryFolder();
let kisi: Awaited<ReturnType<typeof startSimulatorServer>>;
let ajar: AjarProcess;

beforeAll(async () => {
  mkdirSync(join(folder, "vendor"));
  writeFileSync(join(folder, "vendor/autoload.php"), "<?php require 'GuzzleHttp/autoload.php';\n");
  kisi = await startSimulatorServer({ simulator, port: 0 });
  ajar = await startAjar({ env: openTo(kisi.origin) });
});
afterAll(async () => {
  await ajar[Symbol.asyncDispose]();
  await kisi.close();
  rmSync(folder, { recursive: true });
});

const has = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;

/** How each snippet is run where its language is installed; the file's name, its command, and whether it can be. */
const ways: Readonly<Record<string, readonly [file: string, command: readonly string[], isHere: boolean]>> = {
  curl: ["curl.sh", ["sh"], has("curl", "--version")],
  node: ["node.mjs", [process.execPath], true],
  python: ["python.py", ["python3"], has("python3", "-c", "import requests")],
  faraday: ["faraday.rb", ["ruby"], has("ruby", "-e", "require 'faraday'")],
  "net-http": ["net_http.rb", ["ruby"], has("ruby", "--version")],
  go: ["main.go", ["go", "run"], has("go", "version")],
  // Debian's Guzzle lies on PHP's include path; what Composer would make in a project is made below.
  php: ["guzzle.php", ["php"], has("php", "-r", "require 'GuzzleHttp/autoload.php';")],
};

async function run(command: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`ended with ${code}:\n${output}`);
  return output;
}

async function ask<T>(path: string, body: object): Promise<T> {
  const headers = { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" };
  const response = await fetch(`${ajar.origin}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return (await response.json()) as T;
}

/** An integration as the page makes it, and how many of its calls have come. */
async function connect(name: string, kind: "gateway" | "ingest") {
  const { id } = await ask<{ id: string }>("/integrations", { name });
  const { token } = await ask<{ token: string }>(`/integrations/${id}/tokens`, { kind });
  type Page = { readonly data: readonly { readonly route: string; readonly status: number }[] };
  return { token, calls: async () => (await askApi<Page>(ajar, `/calls?last=15m&integration=${id}`)).data };
}

const named = { publicUrl: "", token: "", addsKey: false };

for (const { id, label } of gatewaySnippets(named)) {
  const [file = id, command = [], isHere = false] = ways[id] ?? [];
  const absence = isHere ? "" : " (not on this machine)";
  test.skipIf(!isHere)(`the lines for ${label} make a call that arrives${absence}`, async () => {
    const { token, calls } = await connect(label, "gateway");
    const snippet = gatewaySnippets({ publicUrl: ajar.origin, token, addsKey: false }).find((one) => one.id === id);
    writeFileSync(join(folder, file), snippet?.code ?? "");
    const output = await run([...command, join(folder, file)], { KISI_API_KEY: sampleKeys.owner });
    expect(output).toContain("200");
    expect(await calls()).toMatchObject([{ route: "GET /user", status: 200 }]);
  });
}

test("the base URL with the token in it opens the gateway by itself", async () => {
  const { token, calls } = await connect("Base URL", "gateway");
  const authorization = `KISI-LOGIN ${sampleKeys.owner}`;
  const base = pathTokenUrl({ publicUrl: ajar.origin, token });
  expect((await fetch(`${base}/user`, { headers: { authorization } })).status).toBe(200);
  expect(await calls()).toMatchObject([{ route: "GET /user", status: 200 }]);
});

test("OpenTelemetry's own SDK reads the variables, and its span arrives", async () => {
  const { token, calls } = await connect("OpenTelemetry", "ingest");
  const script = join(import.meta.dirname, "clients/otel-client.ts");
  const variables = otelVariables({ publicUrl: ajar.origin, token });
  const command = `${variables}\nexec '${process.execPath}' '${script}' '${kisi.origin}/elevators'`;
  await run(["sh", "-c", command], {});
  expect(await calls()).toMatchObject([{ route: "GET /elevators", status: 200 }]);
});
