// Seeds a store with N attempts of 30 days (`node bench/store.ts 1000000 [directory]`) and times what pages ask.
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Attempt } from "#lib/model/attempt";
import { openWriter } from "#lib/store/sqlite/connection";
import { defaultNameCaps } from "#lib/store/sqlite/names";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { prepareRecording } from "#lib/store/sqlite/write-attempts";
import { createWritingDatabase } from "#lib/store/sqlite/writing-database";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";
import type { Range } from "#lib/time/range";
import { readStats } from "#lib/traffic/read-stats";
import { generateTraffic } from "./seed-traffic.ts";

const rows = Number(process.argv[2] ?? 1_000_000);
const given = process.argv[3];
const dir = given ?? mkdtempSync(join(tmpdir(), "ajar-bench-"));
const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 23, 12, 34, 56, 789);
const last = (days: number): Range => ({ fromMs: nowMs - days * dayMs, toMs: nowMs });

if (!existsSync(join(dir, "ajar.db"))) await seed();
const store = await openSqliteStore({ dir, clock: systemClock });
console.log(`${rows.toLocaleString("en")} attempts, ${Math.round(statSync(join(dir, "ajar.db")).size / 2 ** 20)} MB\n`);
await timeReads(store);
await timeWrites(store);
await store.close();
if (!given) rmSync(dir, { recursive: true });

async function seed(): Promise<void> {
  await (await openSqliteStore({ dir, clock: systemClock })).close();
  const db = openWriter(join(dir, "ajar.db"), 1_000);
  db.pragma("synchronous = OFF");
  const record = prepareRecording(createWritingDatabase(db, defaultNameCaps));
  const startedAt = performance.now();
  let batch: Attempt[] = [];
  for (const attempt of generateTraffic(rows, nowMs - 30 * dayMs, nowMs)) {
    batch.push(attempt);
    if (batch.length < 20_000) continue;
    record([batch]);
    batch = [];
  }
  record([batch]);
  db.close();
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(
    `seeded at ${Math.round(rows / seconds).toLocaleString("en")} rows/s, in batches of 20,000 without fsync`,
  );
}

async function timeReads(from: Store): Promise<void> {
  const stats =
    (
      days: number,
      bucket: 300 | 3_600 | 7_200 | 10_800 | 86_400,
      more: Partial<Parameters<typeof readStats>[1]> = {},
    ) =>
    () =>
      readStats(from, { range: last(days), filter: {}, by: "outcome", bucket, timeZone: "UTC", ...more });
  const calls =
    (filter: Parameters<Store["listCalls"]>[0]["filter"], days = 30, cursor: string | null = null) =>
    () =>
      from.listCalls({ range: last(days), filter, limit: 50, cursor });
  const met =
    (filter: Parameters<Store["listCalls"]>[0]["filter"], days = 30) =>
    () =>
      from.listCalls({ range: last(days), filter, match: "any", limit: 50, cursor: null });
  const page100 = await cursorOfPage(from, 100);
  const route = "GET /resource_1/{id}";
  const cases: [string, () => Promise<unknown>][] = [
    [
      "figures, 1 h by 1 min",
      () =>
        readStats(from, {
          range: { fromMs: nowMs - 3_600_000, toMs: nowMs },
          filter: {},
          by: "outcome",
          bucket: 60,
          timeZone: "UTC",
        }),
    ],
    ["figures, 24 h by 5 min", stats(1, 300)],
    ["figures, 7 d by 1 h", stats(7, 3_600)],
    ["figures, 30 d by 2 h", stats(30, 7_200)],
    ["figures, 30 d by day, Kathmandu", stats(30, 86_400, { timeZone: "Asia/Kathmandu" })],
    ["figures, 7 d by 1 h, by route", stats(7, 3_600, { by: "route" })],
    ["figures, 30 d by 3 h, one route", stats(30, 10_800, { filter: { route: [route] } })],
    ["figures, 7 d by 1 h, one integration", stats(7, 3_600, { filter: { integration: ["integration-1"] } })],
    [
      "figures, 24 h, route and integration (rows)",
      stats(1, 300, { filter: { route: [route], integration: ["integration-1"] } }),
    ],
    [
      "figures, 7 d, route and integration (rows)",
      stats(7, 3_600, { filter: { route: [route], integration: ["integration-1"] } }),
    ],
    ["figures, 24 h, q (rows)", stats(1, 300, { filter: { q: "resource_7/" } })],
    ["top failing routes, 7 d", () => from.listFailingRoutes(last(7), {}, 10)],
    ["filter values", () => from.listFilterValues()],
    ["calls, first page", calls({})],
    ["calls, page 100", calls({}, 30, page100)],
    ["calls, outcome server_error", calls({ outcome: ["server_error"] })],
    ["calls, statusClass 4xx", calls({ statusClass: ["4xx"] })],
    ["calls, status 418 (1 in 10,000)", calls({ status: [418] })],
    ["calls, one route", calls({ route: [route] })],
    ["calls, two routes, failed", calls({ route: [route, "GET /resource_79/{id}"], statusClass: ["5xx"] })],
    ["calls, a credential seen 1 in 100,000", calls({ credential: ["fingerprint-99"] })],
    ["calls by any attempt, outcome server_error", met({ outcome: ["server_error"] })],
    ["calls by any attempt, failed, one route, 7 d", met({ route: [route], statusClass: ["4xx", "5xx", "none"] }, 7)],
    ["calls by any attempt, status 418 (1 in 10,000)", met({ status: [418] })],
    ["calls by any attempt, all, 1 h", met({}, 1 / 24)],
    ["calls by any attempt, a credential seen 1 in 100,000", met({ credential: ["fingerprint-99"] })],
    ["calls, from the console", calls({ source: ["console"] })],
    ["calls, retried and slow", calls({ minRetries: 1, minLatencyMs: 2_000 })],
    ["calls, slower than 900 ms", calls({ minLatencyMs: 900 })],
    ["calls, q that is common", calls({ q: "resource_1/" })],
    ["calls, q that is nowhere", calls({ q: "no such text" })],
    ["call by id", async () => from.findCall((await calls({})()).data[0]?.callId ?? "")],
  ];
  console.log(`${"question".padEnd(48)} ${"p50 ms".padStart(9)} ${"p95 ms".padStart(9)}`);
  for (const [name, ask] of cases) await timeCase(name, ask);
}

async function cursorOfPage(from: Store, page: number): Promise<string | null> {
  let cursor: string | null = null;
  for (let n = 1; n < page; n += 1) {
    cursor = (await from.listCalls({ range: last(30), filter: {}, limit: 50, cursor })).nextCursor;
  }
  return cursor;
}

async function timeCase(name: string, ask: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  const until = performance.now() + 2_000;
  try {
    while (times.length < 5 || (times.length < 100 && performance.now() < until)) {
      const startedAt = performance.now();
      await ask();
      times.push(performance.now() - startedAt);
    }
  } catch (error) {
    console.log(`${name.padEnd(48)} ${error instanceof Error ? error.message : error}`);
    return;
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.ceil(times.length * share) - 1] ?? 0).toFixed(1).padStart(9);
  console.log(`${name.padEnd(48)} ${at(0.5)} ${at(0.95)}`);
}

async function timeWrites(to: Store): Promise<void> {
  const count = 20_000;
  const later = () => generateTraffic(count, nowMs + Math.random() * 1e9, nowMs + 2e9);
  const unique = (attempt: Attempt, n: number): Attempt => ({ ...attempt, callId: `${attempt.callId}-${n}` });
  const rate = async (name: string, work: () => Promise<number>) => {
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    const written = await work();
    const seconds = (performance.now() - startedAt) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    const perRow = ((user + system) / written).toFixed(0);
    console.log(
      `${name.padEnd(48)} ${Math.round(written / seconds).toLocaleString("en")} rows/s, ${perRow} µs of CPU a row`,
    );
  };
  console.log();
  await rate("written one by one, each its own commit", async () => {
    let written = 0;
    for (const attempt of later()) {
      await to.record([unique(attempt, 1)]);
      if (++written === 3_000) break;
    }
    return written;
  });
  for (const batch of [50, 1_000]) {
    await rate(`written in batches of ${batch}`, async () => {
      const all = [...later()].map((attempt) => unique(attempt, batch));
      for (let at = 0; at < all.length; at += batch) await to.record(all.slice(at, at + batch));
      return all.length;
    });
  }
  for (const callers of [10, 50]) {
    await rate(`written by ${callers} callers at once`, async () => {
      const all = [...later()].map((attempt) => unique(attempt, callers * 7));
      let next = 0;
      const caller = async () => {
        for (let attempt = all[next++]; attempt; attempt = all[next++]) await to.record([attempt]);
      };
      await Promise.all(Array.from({ length: callers }, caller));
      return all.length;
    });
  }
}
