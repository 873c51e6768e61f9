import { rmSync } from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { respond, startScriptedUpstream } from "#lib/outbound/scripted-upstream";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process";
import { askApi, callThrough, openTo } from "./gateway-client";

const rounds = 20;
const callers = 8;

type Page = { readonly data: readonly { callId: string }[]; readonly nextCursor: string | null };

async function loggedIds(ajar: AjarProcess): Promise<Set<string>> {
  const ids = new Set<string>();
  let cursor = "";
  for (;;) {
    const page = await askApi<Page>(ajar, `/calls?last=24h&limit=500${cursor}`);
    for (const { callId } of page.data) ids.add(callId);
    if (page.nextCursor === null) return ids;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

/** Calls until the server is gone; notes each call that was answered whole. */
async function callUntilGone(ajar: AjarProcess, answered: string[], agent: Agent): Promise<void> {
  try {
    for (let n = 0; ; n += 1) {
      const { headers } = await callThrough(ajar, n % 3 === 0 ? "/nowhere" : "/locks", { agent });
      answered.push(String(headers["x-ajar-call"]));
    }
  } catch {
    // The kill broke this call off, so nothing is owed for it.
  }
}

test("kill -9 under load: every call that returned is in the log, and the figures still add up", async () => {
  const upstream = await startScriptedUpstream();
  upstream.on("/locks", respond(200, "[]"));
  const dataDir = temporaryFolder();
  const answered: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await using ajar = await startAjar({ env: openTo(upstream.origin), dataDir });
    const before = answered.length;
    const agent = new Agent({ keepAlive: true, maxSockets: callers });
    const load = Array.from({ length: callers }, () => callUntilGone(ajar, answered, agent));
    // Each round dies at another moment, counted in calls so that a slow machine dies as busy as a fast one.
    while (answered.length < before + 20 + round * 11) await new Promise((resolve) => setTimeout(resolve, 1));
    await ajar.end("SIGKILL");
    await Promise.all(load);
    agent.destroy();
  }
  await using ajar = await startAjar({ env: openTo(upstream.origin), dataDir });
  const logged = await loggedIds(ajar);
  expect(answered.length).toBeGreaterThan(rounds * 20);
  expect(answered.filter((callId) => !logged.has(callId))).toEqual([]);
  const { totals } = await askApi<{ totals: { attempts: number } }>(ajar, "/stats?last=24h");
  expect(totals.attempts).toBe(logged.size);
  await ajar.end();
  const database = new Database(join(dataDir, "ajar.db"), { readonly: true });
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
  await upstream.close();
  rmSync(dataDir, { recursive: true, force: true });
}, 300_000);
