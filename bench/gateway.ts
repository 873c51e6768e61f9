/**
 * What the gateway of the built server costs above going straight to the upstream, every call recorded durably, and how
 * far the logged latency is from what the caller waited. Run: npm run bench, or node bench/gateway.ts [calls]
 */
import { fork } from "node:child_process";
import { Agent, createServer, request } from "node:http";
import { fileURLToPath } from "node:url";
import { startAjar } from "../e2e/ajar-process.ts";
import { askApi, openTo, tokens } from "../e2e/gateway-client.ts";

type Target = { readonly name: string; readonly base: string; readonly headers: Readonly<Record<string, string>> };
type Asked = { readonly waitedMs: number; readonly callId: string | null };

const calls = Number(process.argv[2] ?? 2_000);
const delayMs = 20;
const differenceGoalMs = 5;
const body = JSON.stringify(Array.from({ length: 10 }, (_, id) => ({ id, name: `Lock ${id}`, online: true })));

if (process.argv[2] === "upstream") serve();
else await main();

function serve(): void {
  const server = createServer(({ url }, response) => {
    const answer = () => response.writeHead(200, { "content-type": "application/json" }).end(body);
    if (url === "/slow") setTimeout(answer, delayMs);
    else answer();
  });
  server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
}

async function main(): Promise<void> {
  const upstream = fork(fileURLToPath(import.meta.url), ["upstream"]);
  const { port } = await new Promise<{ port: number }>((resolve) => upstream.once("message", resolve));
  const origin = `http://127.0.0.1:${port}`;
  await using ajar = await startAjar({ env: openTo(origin) });
  const direct: Target = { name: "straight to the upstream", base: origin, headers: {} };
  const through: Target = {
    name: "through the gateway",
    base: `${ajar.origin}/kisi`,
    headers: { "x-ajar-token": tokens.gateway },
  };
  for (const concurrency of [1, 10, 50]) {
    await load(through, "/locks", concurrency, calls / 4);
    const rounds = [await measure(direct, concurrency), await measure(through, concurrency)];
    const bare = rounds[0]?.["calls/s"] ?? Number.NaN;
    const rows = rounds.map((round) => ({ ...round, ratio: (round["calls/s"] / bare).toFixed(2) }));
    console.log(`\n${concurrency} at a time, ${calls} calls`);
    console.table(Object.fromEntries(rows.map(({ name, ...figures }) => [name, figures])));
  }
  await compareWithLog(through, ajar);
  upstream.kill();
}

async function measure(target: Target, concurrency: number) {
  const startedMs = performance.now();
  const asked = await load(target, "/locks", concurrency, calls);
  const seconds = (performance.now() - startedMs) / 1_000;
  const waits = asked.map(({ waitedMs }) => waitedMs);
  return {
    name: target.name,
    "calls/s": Math.round(calls / seconds),
    "p50 ms": rounded(percentile(waits, 0.5)),
    "p99 ms": rounded(percentile(waits, 0.99)),
  };
}

/** The issue's own measure: what the log says against what the caller waited, at an upstream that takes its time. */
async function compareWithLog(target: Target, ajar: { readonly origin: string }): Promise<void> {
  const asked = await load(target, "/slow", 5, 200);
  const differences: number[] = [];
  for (const { callId, waitedMs } of asked) {
    const { call } = await askApi<{ call: { latencyMs: number } }>(ajar, `/calls/${callId}`);
    differences.push(waitedMs - call.latencyMs);
  }
  const median = percentile(differences, 0.5);
  const verdict = median < differenceGoalMs ? "within" : "BEYOND";
  console.log(
    `\nlogged latency below what the caller waited: median ${rounded(median)} ms, ${verdict} ${differenceGoalMs} ms`,
  );
}

async function load(target: Target, path: string, concurrency: number, count: number): Promise<Asked[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const asked: Asked[] = [];
  let started = 0;
  const worker = async () => {
    while (started++ < count) asked.push(await ask(target, path, agent));
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  agent.destroy();
  return asked;
}

function ask({ base, headers }: Target, path: string, agent: Agent): Promise<Asked> {
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(`${base}${path}`, { agent, headers }, (response) => {
      response.resume().once("end", () => {
        const callId = response.headers["x-ajar-call"];
        if (response.statusCode !== 200) reject(new Error(`${base}${path} answered ${response.statusCode}`));
        resolve({ waitedMs: performance.now() - startedMs, callId: typeof callId === "string" ? callId : null });
      });
    });
    sent.once("error", reject).end();
  });
}

/** Nearest rank. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
