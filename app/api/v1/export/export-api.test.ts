import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, installApp } from "#lib/server/app";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";
import { sampleAttempt } from "#lib/store/sample-attempt";
import * as route from "./[file]/route";

const apiToken = "a-token-for-this-test-alone";
const lateKey = "canary0123456789abcdef0123456789";
const fromMs = Date.now() - 3_600_000;
const from = new Date(fromMs).toISOString();
const total = 1_203;

let dir: string;
let app: App;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-export-"));
  const env = readEnv({ AJAR_DATA_DIR: dir, AJAR_API_TOKEN: apiToken, AJAR_LOG_LEVEL: "silent" });
  app = await composeApp({ env, publicUrl: "http://localhost", demo: false, version: "test" });
  installApp(app);
  const attempts = Array.from({ length: total }, (_, n) =>
    sampleAttempt({
      startedAtMs: fromMs + n,
      status: n % 3 === 0 ? 422 : 200,
      outcome: n % 3 === 0 ? "client_error" : "success",
      path: n % 2 === 0 ? "/locks/1" : "/locks/2?limit=5",
      errorMessage: n % 3 === 0 ? '=HYPERLINK("http://x"),\n"quoted"' : null,
    }),
  );
  await app.store.record(attempts);
  // Stored before Ajar knew that it is a key.
  await app.store.record([sampleAttempt({ startedAtMs: fromMs + total, path: `/locks/${lateKey}`, method: "PUT" })]);
  await app.kisiKey.put(lateKey);
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true });
});

async function get(file: string, search: Record<string, string> = {}) {
  const query = new URLSearchParams({ from, ...search });
  const request = new Request(`http://localhost/?${query}`, { headers: { authorization: `Bearer ${apiToken}` } });
  const response = await route.GET(request, { params: Promise.resolve({ file }) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function readCsv(csv: string): Record<string, string>[] {
  const script =
    "import csv,io,json,sys;d=sys.stdin.buffer.read().decode();print(json.dumps(list(csv.DictReader(io.StringIO(d,newline='')))))";
  return JSON.parse(execFileSync("python3", ["-c", script], { input: csv, encoding: "utf8", maxBuffer: 1e8 }));
}

test("calls come out whole in every format, with the same fields", async () => {
  const csv = readCsv((await get("calls.csv")).text);
  const json = JSON.parse((await get("calls.json")).text);
  const ndjson = (await get("calls.ndjson")).text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(json.data).toHaveLength(total + 1);
  expect(ndjson).toEqual(json.data);
  expect(csv.map(({ callId }) => callId)).toEqual(ndjson.map(({ callId }) => callId));
  expect(csv.map(({ latencyMs }) => Number(latencyMs))).toEqual(ndjson.map(({ latencyMs }) => latencyMs));
  expect(Object.keys(csv[0] ?? {})).toEqual(Object.keys(ndjson[0]));
});

test("the filter holds, and stands in the name and the headers", async () => {
  const { headers, text } = await get("calls.csv", { outcome: "client_error", tz: "Asia/Kathmandu" });
  const rows = readCsv(text);
  expect(rows).toHaveLength(total / 3);
  expect(rows.at(-1)?.startedAt).toMatch(/\+05:45$/);
  expect(Date.parse(rows.at(-1)?.startedAt ?? "")).toBe(fromMs);
  expect(rows[0]?.errorMessage).toBe('\'=HYPERLINK("http://x"),\n"quoted"');
  expect(headers.get("content-disposition")).toMatch(
    /^attachment; filename="ajar-calls_[\dTZ-]+_[\dTZ-]+_Asia-Kathmandu_outcome-client_error\.csv"$/,
  );
  expect(headers.get("x-ajar-filter")).toBe("outcome=client_error");
  expect(headers.get("x-ajar-time-zone")).toBe("Asia/Kathmandu");
});

test("a key that became known later is hidden on the way out", async () => {
  for (const file of ["calls.csv", "calls.json", "calls.ndjson"]) {
    const { text } = await get(file, { method: "PUT" });
    expect(text).toContain("[redacted]");
    expect(text).not.toContain(lateKey);
  }
});

test("figures come out as rows that sum up to the totals", async () => {
  const json = JSON.parse((await get("stats.json", { by: "route" })).text);
  const sum = json.data.reduce((n: number, row: { attempts: number }) => n + row.attempts, 0);
  expect(sum).toBe(total + 1);
  expect(json.export).toMatchObject({ subject: "stats", by: "route", totals: { attempts: total + 1 } });
  const csv = readCsv((await get("stats.csv", { by: "route" })).text);
  expect(csv.reduce((n, row) => n + Number(row.bad), 0)).toBe(total / 3);
});

test("problems come out with what they did in the range, and alerts come out", async () => {
  const problems = readCsv((await get("problems.csv", { sort: "attempts" })).text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ state: "new", status: "422", attemptsInRange: String(total / 3) });
  expect(JSON.parse((await get("problems.json", { state: "resolved,muted" })).text).data).toEqual([]);
  const alerts = await get("alerts.csv", { state: "firing" });
  expect(alerts.status).toBe(200);
  expect(alerts.text).toMatch(/^id,rule,kind,severity,state,startedAt,/);
  expect((await get("alerts.csv", { state: "muted" })).status).toBe(400);
});

test("what cannot be exported is refused before anything is sent", async () => {
  expect((await get("doors.csv")).status).toBe(404);
  expect((await get("calls.xml")).status).toBe(404);
  expect((await get("calls.csv", { by: "route" })).status).toBe(400);
  expect((await get("calls.csv", { outcom: "success" })).status).toBe(400);
  expect((await get("stats.csv", { bucket: "60", from: "0" })).status).toBe(422);
});

test("a caller who leaves ends the reading", async () => {
  const headers = { authorization: `Bearer ${apiToken}` };
  const response = await route.GET(new Request(`http://localhost/?from=${from}`, { headers }), {
    params: Promise.resolve({ file: "calls.csv" }),
  });
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect((await reader?.read())?.done).toBe(true);
});

test("by any attempt, a failure that a retry healed comes out with what it met", async () => {
  const startedAtMs = fromMs - 10_000;
  const failed = sampleAttempt({ startedAtMs, status: 503, outcome: "server_error", errorCode: "e1", call: null });
  const call = { startedAtMs, attempts: 2, latencyMs: 90, heldBackMs: 0, stopReason: "answered" } as const;
  await app.store.record([
    failed,
    sampleAttempt({ callId: failed.callId, attempt: 2, startedAtMs: fromMs - 9_000, call }),
  ]);
  const search = { from: new Date(startedAtMs).toISOString(), outcome: "server_error" };
  expect(readCsv((await get("calls.csv", search)).text)).toEqual([]);
  const [row] = readCsv((await get("calls.csv", { ...search, match: "any" })).text);
  expect(row).toMatchObject({ callId: failed.callId, status: "200", stopReason: "answered" });
  expect(row).toMatchObject({ metAttempt: "1", metStatus: "503", metOutcome: "server_error", metErrorCode: "e1" });
  expect(row?.metAt).toBe(search.from);
});
