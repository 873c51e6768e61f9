/**
 * What the call loop costs above bare undici: CPU and latency per call on loopback, alone and with recording into a
 * real store (redaction, one durable row and its rollups; the store's threads count as well).
 * Run: node bench/client-overhead.ts [calls per round]
 *
 * The upstream is a process of its own, so that its CPU time is not counted. Variants take turns in short rounds, so
 * that a busy machine disturbs them alike, and each round is compared with the bare one beside it; the median round
 * stands for each. The floor is what durable recording in a thread costs when it does nothing else: a call of its own
 * at a time has to pay for a commit of its own, with two threads to wake and an fsync.
 */
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Agent } from "undici";
import { newCallId } from "#lib/kisi/call-id";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import type { Observe, OutboundRequest } from "#lib/outbound/exchange";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createSend } from "#lib/outbound/send";
import { createRecorder } from "#lib/recorder/recorder";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";
import { startBareCommits } from "./bare-commits.ts";

type Variant = { readonly name: string; readonly call: (callId?: string) => Promise<void> };
type Round = { readonly cpuUs: number; readonly latencyUs: number };

const rounds = 25;
/** V8 compiles what is hot on its own time at first. */
const warmUpRounds = 5;
const callsPerRound = Number(process.argv[2] ?? 500);
const targetUs = 200;
const bare = "bare undici.request";
const floor = "floor: bare undici and a bare commit";
const recorded = "call loop, recorded";
const headers = ["Accept", "application/json", "Authorization", "KISI-LOGIN 0123456789abcdef", "User-Agent", "bench"];
const answer = JSON.stringify(Array.from({ length: 10 }, (_, id) => ({ id, name: `Lock ${id}`, online: true })));

if (process.argv[2] === "upstream") serve();
else await main();

function serve(): void {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(answer) });
    response.end(answer);
  });
  server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
}

async function main(): Promise<void> {
  const upstream = fork(fileURLToPath(import.meta.url), ["upstream"]);
  const port = await new Promise<number>((resolve) => {
    upstream.once("message", (address: { port: number }) => resolve(address.port));
  });
  const origin = `http://127.0.0.1:${port}`;
  const agent = new Agent();
  const { send, close } = createSend();
  const dir = await mkdtemp(join(tmpdir(), "ajar-bench-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  const commits = startBareCommits(join(dir, "floor.db"));
  const logged = { latenciesMs: new Map<string, number>(), differencesMs: [] as number[] };
  const variants: Variant[] = [
    { name: bare, call: () => bareCall(agent, origin) },
    { name: floor, call: () => bareCall(agent, origin).then(commits.commit) },
    { name: "call loop", call: loopCall(origin, send, async () => undefined) },
    { name: "call loop, paced", call: loopCall(origin, send, async () => undefined, everyFifthUser()) },
    { name: recorded, call: recordedCall(origin, send, store, logged) },
  ];
  for (const concurrency of [1, 10]) print(concurrency, await measure(variants, concurrency));
  const difference = median(logged.differencesMs);
  console.log(`caller's wait above the logged latency, median: ${difference.toFixed(3)} ms (target under 5 ms)`);
  await Promise.all([agent.close(), close()]);
  await Promise.all([store.close(), commits.close()]);
  await rm(dir, { recursive: true });
  upstream.kill();
}

/** As the app composes it: a row for each call, and the caller waits until it is durable. */
function recordedCall(
  origin: string,
  send: ReturnType<typeof createSend>["send"],
  writer: Parameters<typeof createRecorder>[0]["writer"],
  logged: { readonly latenciesMs: Map<string, number>; readonly differencesMs: number[] },
): () => Promise<void> {
  const recorder = createRecorder({
    writer,
    fingerprint: createFingerprint(new Uint8Array(32)),
    knownSecrets: () => ["0123456789abcdef"],
    onLoss: (loss) => console.error(loss),
  });
  const observe: Observe = (attempt) => {
    if (attempt.call) logged.latenciesMs.set(attempt.request.callId, attempt.call.latencyMs);
    return recorder.observe(attempt);
  };
  const call = loopCall(origin, send, observe);
  return async () => {
    const callId = newCallId();
    const startedMs = performance.now();
    await call(callId);
    logged.differencesMs.push(performance.now() - startedMs - (logged.latenciesMs.get(callId) ?? 0));
    logged.latenciesMs.delete(callId);
  };
}

async function bareCall(agent: Agent, origin: string): Promise<void> {
  const { body } = await agent.request({ origin, path: "/locks?limit=10", method: "GET", headers });
  await body.arrayBuffer();
}

function loopCall(
  origin: string,
  send: ReturnType<typeof createSend>["send"],
  observe: Observe,
  paceLimits: () => OutboundRequest["paceLimits"] = () => [],
): (callId?: string) => Promise<void> {
  const callUpstream = createCallUpstream({
    send,
    clock: systemClock,
    random: Math.random,
    observe,
    pacer: createPacer(systemClock),
    breaker: createBreaker(systemClock),
    retryBudget: createRetryBudget(),
    onObserveError: (callId, error) => console.error(callId, error),
  });
  const request: OutboundRequest = {
    callId: "0198c9a0-0000-7000-8000-000000000000",
    method: "GET",
    origin,
    path: "/locks?limit=10",
    headers,
    body: null,
    route: "GET /locks",
    credential: null,
    doorAction: false,
    repeatSafe: false,
    retriesMax: 4,
    deadlineMs: 30_000,
    paceLimits: [],
    breakerKey: "credential 1",
    priority: "normal",
    guardOff: false,
    source: "gateway",
    integration: null,
  };
  return async (callId = request.callId) => {
    const result = await callUpstream({ ...request, callId, paceLimits: paceLimits() });
    if (result.kind !== "answer") throw new Error(`no answer but ${result.kind}`);
    for await (const chunk of result.body) if (chunk.byteLength === 0) throw new Error("empty chunk");
  };
}

/** Kisi's own limit, with a new user for each five calls, so that the pacer does its work but nobody waits. */
function everyFifthUser(): () => OutboundRequest["paceLimits"] {
  let calls = 0;
  return () => {
    calls += 1;
    return [{ key: `user ${Math.floor(calls / 5)}`, count: 5, windowMs: 1000 }];
  };
}

async function measure(variants: readonly Variant[], concurrency: number): Promise<Map<string, Round[]>> {
  const results = new Map<string, Round[]>(variants.map(({ name }) => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const { name, call } of variants) {
      const result = await runRound(call, concurrency);
      if (round >= 0) results.get(name)?.push(result);
    }
  }
  return results;
}

async function runRound(call: () => Promise<void>, concurrency: number): Promise<Round> {
  const latenciesUs: number[] = [];
  let left = callsPerRound;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const startedMs = performance.now();
      await call();
      latenciesUs.push((performance.now() - startedMs) * 1000);
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { user, system } = process.cpuUsage(before);
  return { cpuUs: (user + system) / callsPerRound, latencyUs: median(latenciesUs) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(concurrency: number, results: ReadonlyMap<string, readonly Round[]>): void {
  const against = (name: string, other: string) => {
    const others = results.get(other) ?? [];
    return median((results.get(name) ?? []).map(({ cpuUs }, round) => cpuUs - (others[round]?.cpuUs ?? Number.NaN)));
  };
  const rows = [...results].map(([name, all]) => ({
    [`${concurrency} at a time`]: name,
    "CPU µs per call": Math.round(median(all.map(({ cpuUs }) => cpuUs))),
    "above bare µs": Math.round(against(name, bare)),
    "latency µs": Math.round(median(all.map(({ latencyUs }) => latencyUs))),
  }));
  console.table(rows);
  const overheadUs = against(recorded, bare);
  const verdict = overheadUs <= targetUs ? "within" : "OVER";
  console.log(`recorded: ${Math.round(overheadUs)} µs above bare undici, ${verdict} the target of ${targetUs} µs,`);
  console.log(`and ${Math.round(against(recorded, floor))} µs above the floor\n`);
}
