/**
 * What ingest takes: NDJSON in batches of 1,000, read, redacted, placed and stored durably. First in this process, stage
 * by stage, in CPU time, which other programs change little; then over HTTP into a server of its own.
 * Run: npm run bench, or node bench/ingest.ts [attempts]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createIngestWriter } from "#lib/ingest/ingest-writer";
import { readNdjson } from "#lib/ingest/ndjson";
import { toObserved } from "#lib/ingest/to-observed";
import { newCallId } from "#lib/kisi/call-id";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { createRecorder } from "#lib/recorder/recorder";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";
import { apiToken, type BenchServer, startServer } from "./start-server.ts";

const batchSize = 1_000;
const goalPerSecond = 20_000;
const batches = Math.ceil(Number(process.argv[2] ?? 100_000) / batchSize);
const origin = "https://api.kisi.io";
const nowMs = Date.now();

console.log(`${batches} batches of ${batchSize}\n`);
await timeStages();
const ajar = await startServer("ajar", origin);
for (const connections of [1, 2, 4]) await timeServer(ajar, connections);
await ajar.stop();

/** Records as a busy sender has them: ids, some failures, five routes, six keys, a batch the traffic of 50 ms. */
function bodyOf(name: string, batch: number): Buffer {
  const fromMs = nowMs - (batches - batch) * 50;
  const lines = Array.from({ length: batchSize }, (_, n) => {
    const failed = n % 20 === 0;
    return JSON.stringify({
      id: `${name}-${batch}-${n}`,
      startedAt: new Date(fromMs + (n % 50)).toISOString(),
      method: n % 5 === 0 ? "POST" : "GET",
      url: `${origin}/${["locks", "users", "groups", "events", "cards"][n % 5]}/${n}?limit=50&offset=${n}`,
      status: failed ? 422 : 200,
      latencyMs: 20 + ((n * 31) % 400) / 3,
      ...(failed ? { errorCode: "afc516", errorMessage: "The name is already taken" } : {}),
      credential: `0123456789abcde${n % 6}`,
    });
  });
  return Buffer.from(lines.join("\n"));
}

async function timeStages(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "ajar-bench-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  const { redact } = createRecorder({
    writer: store,
    fingerprint: createFingerprint(new Uint8Array(32)),
    knownSecrets: () => ["0123456789abcdef0123456789abcdef"],
    onLoss: ({ cause }) => {
      throw cause;
    },
  });
  const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
  const writer = createIngestWriter({ store, redact, origin, breathe });
  const context = { receivedAtMs: nowMs, retentionDays: 30, hosts: ["api.kisi.io"], integration: null, newCallId };
  const spent = { read: 0, redact: 0, main: 0, all: 0 };
  for (let n = 0; n < batches; n += 1) {
    const body = bodyOf("stages", n);
    const startedMs = threadMs();
    const { attempts } = readNdjson(body, context);
    const readMs = threadMs();
    for (const attempt of attempts) redact(toObserved(attempt, { origin, integration: null }), attempt);
    const [redactedMs, allMs] = [threadMs(), processMs()];
    // Redacts them again.
    await writer.write(attempts, null);
    spent.read += readMs - startedMs;
    spent.redact += redactedMs - readMs;
    spent.main += threadMs() - redactedMs;
    spent.all += processMs() - allMs;
  }
  await store.close();
  rmSync(dir, { recursive: true });
  const perAttempt = (ms: number) => `${((ms * 1_000) / (batches * batchSize)).toFixed(1)} µs`;
  console.table({
    "read and check": perAttempt(spent.read),
    redact: perAttempt(spent.redact),
    "place and hand over": perAttempt(spent.main - spent.redact),
    "store, on threads of its own": perAttempt(spent.all - spent.main),
  });
}

async function timeServer(target: BenchServer, connections: number): Promise<void> {
  const bodies = Array.from({ length: batches }, (_, n) => bodyOf(`${connections}`, n));
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const waits: number[] = [];
  const before = await target.usage();
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let body = bodies.pop(); body; body = bodies.pop()) {
        const sentMs = performance.now();
        await post(target, body, agent);
        waits.push(performance.now() - sentMs);
      }
    }),
  );
  const perSecond = Math.round((batches * batchSize * 1_000) / (performance.now() - startedMs));
  const cpuUs = ((await target.usage()).cpuUs - before.cpuUs) / (batches * batchSize);
  agent.destroy();
  waits.sort((a, b) => a - b);
  const at = (share: number) => Math.round(waits[Math.ceil(waits.length * share) - 1] ?? 0);
  const verdict = perSecond >= goalPerSecond ? "reaches" : "MISSES";
  console.log(
    `${connections} connections: ${perSecond.toLocaleString("en")} attempts/s stored, ${verdict} ${goalPerSecond.toLocaleString("en")}; ${cpuUs.toFixed(1)} µs of CPU an attempt; a batch p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  );
}

function post(target: BenchServer, body: Buffer, agent: Agent): Promise<void> {
  const headers = { authorization: `Bearer ${apiToken}`, "content-type": "application/x-ndjson" };
  return new Promise((resolve, reject) => {
    const sent = request(
      `http://127.0.0.1:${target.port}/api/v1/ingest`,
      { method: "POST", headers, agent },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => {
          if (response.statusCode === 200 && text.includes(`"accepted":${batchSize},`)) resolve();
          else reject(new Error(`answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** CPU time of this thread alone. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** CPU time of all threads. */
function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
