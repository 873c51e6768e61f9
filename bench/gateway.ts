/**
 * What the gateway costs against a bare undici proxy: calls a second, latency, CPU, and its memory over many calls.
 * Run: node bench/gateway.ts [calls per round] [calls for the memory]
 *
 * Upstream, bare proxy and gateway are processes of their own; this one makes the load. The proxies take turns in short
 * rounds, so that a busy machine disturbs them alike; each round of one is compared with the round of the other beside
 * it, and the median comparison stands. The gateway records durably (WAL, synchronous=FULL) and paces nothing.
 */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Load, load } from "./http-load.ts";
import { type BenchServer, gatewayToken, startServer } from "./start-server.ts";

type Round = Load & { readonly cpuUs: number };
type Pair = { readonly bare: Round; readonly gateway: Round };

const rounds = 9;
const callsPerRound = Number(process.argv[2] ?? 3_000);
const callsForMemory = Number(process.argv[3] ?? 100_000);
/** Until V8 has compiled what is hot; a server runs for weeks. */
const callsToWarm = 15_000;
const addedMsMax = 1;
const shareMin = 0.25;

const request = [
  "GET /kisi/locks?limit=10 HTTP/1.1",
  "Host: localhost",
  `X-Ajar-Token: ${gatewayToken}`,
  "Authorization: KISI-LOGIN 0123456789abcdef0123456789abcdef",
  "Accept: application/json",
  "Accept-Encoding: gzip",
  "User-Agent: bench",
  "\r\n",
].join("\r\n");

const upstream = await startServer("upstream");
const origin = `http://127.0.0.1:${upstream.port}`;
const [bare, gateway] = await Promise.all([startServer("bare", origin), startServer("ajar", origin)]);
try {
  for (const connections of [10, 50]) {
    timeDisk();
    compare(connections, await measure(connections));
  }
  await watchMemory();
} finally {
  await Promise.all([bare.stop(), gateway.stop()]);
  await upstream.stop();
}

async function measure(connections: number): Promise<Pair[]> {
  for (const { port } of [bare, gateway]) await load({ port, request, connections, calls: callsToWarm });
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ bare: await measureRound(bare, connections), gateway: await measureRound(gateway, connections) });
  }
  return pairs;
}

async function measureRound({ port, usage }: BenchServer, connections: number): Promise<Round> {
  const before = await usage();
  const result = await load({ port, request, connections, calls: callsPerRound });
  const after = await usage();
  return { ...result, cpuUs: (after.cpuUs - before.cpuUs) / callsPerRound };
}

function compare(connections: number, pairs: readonly Pair[]): void {
  const row = (name: keyof Pair) => {
    const of = (pick: (round: Round) => number) => median(pairs.map((pair) => pick(pair[name])));
    return {
      [`${connections} connections`]: name === "bare" ? "bare undici proxy" : "gateway",
      "calls/s": Math.round(of((round) => round.callsPerSecond)),
      "p50 ms": of((round) => round.p50Ms).toFixed(2),
      "p99 ms": of((round) => round.p99Ms).toFixed(2),
      "CPU µs a call": Math.round(of((round) => round.cpuUs)),
    };
  };
  console.table([row("bare"), row("gateway")]);
  const against = (pick: (pair: Pair) => number) => median(pairs.map(pick));
  const share = against((pair) => pair.gateway.callsPerSecond / pair.bare.callsPerSecond);
  const addedMs = against((pair) => pair.gateway.p50Ms - pair.bare.p50Ms);
  const cpu = against((pair) => pair.gateway.cpuUs / pair.bare.cpuUs);
  const added = `${addedMs.toFixed(2)} ms added at the median`;
  console.log(`${share.toFixed(2)} of the bare proxy's calls/s, ${added}, ${cpu.toFixed(2)} times its CPU`);
  if (connections === 10) judge(addedMs <= addedMsMax, `at most ${addedMsMax} ms added at the median`);
  if (connections === 50) judge(share >= shareMin, "a quarter of the bare proxy's calls/s");
}

function judge(isMet: boolean, target: string): void {
  console.log(`${isMet ? "within" : "OVER"} the target: ${target}\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A durable answer waits for the disk, so its latency cannot be judged without knowing the disk's. */
function timeDisk(): void {
  const dir = mkdtempSync(join(tmpdir(), "ajar-bench-"));
  const file = openSync(join(dir, "probe"), "w");
  const page = Buffer.alloc(4_096);
  const timesMs = Array.from({ length: 200 }, (_, index) => {
    const startedMs = performance.now();
    writeSync(file, page, 0, page.length, index * page.length);
    fdatasyncSync(file);
    return performance.now() - startedMs;
  }).toSorted((a, b) => a - b);
  closeSync(file);
  rmSync(dir, { recursive: true });
  const [p50 = 0, p99 = 0] = [timesMs[100], timesMs[198]];
  console.log(`the disk takes ${p50.toFixed(2)} ms for a durable page at the median, p99 ${p99.toFixed(2)} ms`);
}

/** After a garbage collection each time, so that what is left is what is held. */
async function watchMemory(): Promise<void> {
  const steps = 10;
  const megabytes = (bytes: number) => Number((bytes / 2 ** 20).toFixed(1));
  const rows: { calls: number; "heap MB": number; "RSS MB": number }[] = [];
  for (let step = 0; step <= steps; step += 1) {
    if (step > 0) await load({ port: gateway.port, request, connections: 50, calls: callsForMemory / steps });
    const { heapUsed, rss } = await gateway.usage();
    rows.push({ calls: (callsForMemory / steps) * step, "heap MB": megabytes(heapUsed), "RSS MB": megabytes(rss) });
  }
  console.table(rows);
}
