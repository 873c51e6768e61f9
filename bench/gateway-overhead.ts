/**
 * What the gateway costs against a bare undici proxy: calls a second, latency, CPU, and its memory over many calls.
 * Run: node bench/gateway-overhead.ts [calls per round] [calls for the memory]
 *
 * Upstream, bare proxy and gateway are processes of their own; this one makes the load. The proxies take turns in short
 * rounds, so that a busy machine disturbs them alike; the median round stands for each. The gateway records durably
 * (WAL, synchronous=FULL) and paces nothing.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Load, load } from "./http-load.ts";

type Usage = { readonly cpuUs: number; readonly rss: number; readonly heapUsed: number };
type Proxy = { readonly name: string; readonly port: number; readonly usage: () => Promise<Usage> };
type Round = Load & { readonly cpuUs: number };

const rounds = 5;
const callsPerRound = Number(process.argv[2] ?? 5_000);
const callsForMemory = Number(process.argv[3] ?? 100_000);
const targets = new Map([
  [
    10,
    {
      isMet: (gateway: Round, bare: Round) => gateway.p50Ms - bare.p50Ms <= 1,
      inWords: "at most 1 ms added at the median",
    },
  ],
  [
    50,
    {
      isMet: (gateway: Round, bare: Round) => gateway.callsPerSecond >= bare.callsPerSecond / 4,
      inWords: "a quarter of the bare proxy's calls/s",
    },
  ],
]);

const request = [
  "GET /kisi/locks?limit=10 HTTP/1.1",
  "Host: localhost",
  "X-Ajar-Token: gateway-token-of-this-bench",
  "Authorization: KISI-LOGIN 0123456789abcdef0123456789abcdef",
  "Accept: application/json",
  "Accept-Encoding: gzip",
  "User-Agent: bench",
  "\r\n",
].join("\r\n");

const children: ChildProcess[] = [];
try {
  const upstream = await start("upstream", "");
  const origin = `http://127.0.0.1:${upstream.port}`;
  const bare = await start("bare", origin);
  const gateway = await start("gateway", origin);
  for (const connections of targets.keys()) {
    timeDisk();
    compare(connections, ...(await measure(connections, bare, gateway)));
  }
  await watchMemory(gateway);
} finally {
  for (const child of children) child.kill();
}

async function start(role: string, upstreamOrigin: string): Promise<Proxy> {
  const execArgv = ["--expose-gc", ...process.execArgv];
  const child = fork(join(import.meta.dirname, "gateway-server.ts"), [role, upstreamOrigin], { execArgv });
  children.push(child);
  const [port] = await once(child, "message");
  const usage = async () => {
    child.send("usage");
    const [answer] = await once(child, "message");
    return answer as Usage;
  };
  return { name: role, port: port as number, usage };
}

async function measure(
  connections: number,
  ...proxies: readonly [Proxy, Proxy]
): Promise<[bare: Round, gateway: Round]> {
  const [bare, gateway]: [Round[], Round[]] = [[], []];
  for (const { port } of proxies) await load({ port, request, connections, calls: callsPerRound });
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await measureRound(proxies[0], connections));
    gateway.push(await measureRound(proxies[1], connections));
  }
  return [medianRound(bare), medianRound(gateway)];
}

async function measureRound({ port, usage }: Proxy, connections: number): Promise<Round> {
  const before = await usage();
  const result = await load({ port, request, connections, calls: callsPerRound });
  const after = await usage();
  return { ...result, cpuUs: (after.cpuUs - before.cpuUs) / callsPerRound };
}

function medianRound(all: readonly Round[]): Round {
  const of = (pick: (round: Round) => number) =>
    all.map(pick).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
  return {
    callsPerSecond: of((round) => round.callsPerSecond),
    p50Ms: of((round) => round.p50Ms),
    p99Ms: of((round) => round.p99Ms),
    cpuUs: of((round) => round.cpuUs),
  };
}

function compare(connections: number, bare: Round, gateway: Round): void {
  const row = (name: string, round: Round) => ({
    [`${connections} connections`]: name,
    "calls/s": Math.round(round.callsPerSecond),
    "of bare": (round.callsPerSecond / bare.callsPerSecond).toFixed(2),
    "p50 ms": round.p50Ms.toFixed(2),
    "p50 added ms": (round.p50Ms - bare.p50Ms).toFixed(2),
    "p99 ms": round.p99Ms.toFixed(2),
    "CPU µs a call": Math.round(round.cpuUs),
    "CPU ratio": (round.cpuUs / bare.cpuUs).toFixed(2),
  });
  console.table([row("bare undici proxy", bare), row("gateway", gateway)]);
  const target = targets.get(connections);
  console.log(`${target?.isMet(gateway, bare) ? "within" : "OVER"} the target: ${target?.inWords}\n`);
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
async function watchMemory({ port, usage }: Proxy): Promise<void> {
  const steps = 10;
  const megabytes = (bytes: number) => Number((bytes / 2 ** 20).toFixed(1));
  const rows: { calls: number; "heap MB": number; "RSS MB": number }[] = [];
  for (let step = 0; step <= steps; step += 1) {
    if (step > 0) await load({ port, request, connections: 50, calls: callsForMemory / steps });
    const { heapUsed, rss } = await usage();
    rows.push({ calls: (callsForMemory / steps) * step, "heap MB": megabytes(heapUsed), "RSS MB": megabytes(rss) });
  }
  console.table(rows);
}
