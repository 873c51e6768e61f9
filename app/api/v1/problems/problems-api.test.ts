import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { z } from "zod";
import type { ApiOperation } from "#lib/http/api-operation";
import { outcomeOfStatus } from "#lib/model/outcome";
import { type App, installApp } from "#lib/server/app";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";
import { sampleAttempt } from "#lib/store/sample-attempt";
import * as deploys from "../deploys/route";
import * as one from "./[problemId]/route";
import * as list from "./route";

const apiToken = "a-token-for-this-test-alone";
const hourMs = 3_600_000;

async function openApp(): Promise<App> {
  const dir = await mkdtemp(join(tmpdir(), "ajar-api-"));
  const env = readEnv({ AJAR_DATA_DIR: dir, AJAR_API_TOKEN: apiToken, AJAR_LOG_LEVEL: "silent" });
  const app = await composeApp({ env, publicUrl: "http://localhost", demo: false, version: "test" });
  installApp(app);
  onTestFinished(async () => {
    await app.close();
    await rm(dir, { recursive: true });
  });
  return app;
}

type Route<Operation> = ((
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>) & { readonly operation: Operation };
type Asked = { readonly id?: string; readonly query?: string; readonly body?: unknown };

async function ask(route: Route<ApiOperation>, { id = "", query = "", body }: Asked = {}) {
  const request = new Request(`http://localhost/${query}`, {
    method: route.operation.method,
    headers: { authorization: `Bearer ${apiToken}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await route(request, { params: Promise.resolve({ problemId: id }) });
  return { status: response.status, body: await response.json() };
}

/** The answer, held against what the operation declares. */
async function askFine<Answer extends z.ZodType>(
  route: Route<ApiOperation & { readonly answer: Answer }>,
  asked?: Asked,
): Promise<z.infer<Answer>> {
  const { status, body } = await ask(route, asked);
  expect(status, JSON.stringify(body)).toBe(route.operation.status ?? 200);
  const parsed = route.operation.answer.parse(body);
  expect(parsed).toEqual(body);
  return parsed;
}

function failures(status: number, count: number, startedAtMs: number, changes = {}) {
  const failed = () => sampleAttempt({ status, outcome: outcomeOfStatus(status), startedAtMs, ...changes });
  return Array.from({ length: count }, failed);
}

test("without failures there are no problems", async () => {
  const app = await openApp();
  await app.store.record([sampleAttempt({ startedAtMs: app.clock.now() - 5 })]);
  expect(await askFine(list.GET)).toEqual({ data: [], total: 0, nextCursor: null });
});

test("the list begins with what costs most, goes on page by page, and tells each one's share", async () => {
  const app = await openApp();
  const at = app.clock.now() - hourMs;
  const sync = { integration: "sync" };
  await app.store.record([
    ...failures(404, 3, at, sync),
    ...failures(500, 9, at),
    ...failures(422, 5, at, { route: "POST /members", method: "POST" }),
    ...failures(429, 4, at - 48 * hourMs),
    sampleAttempt({ startedAtMs: at }),
  ]);
  const { data, total, nextCursor } = await askFine(list.GET);
  expect(data.map(({ status, inRange }) => [status, inRange.bad, inRange.attempts, inRange.routeAttempts])).toEqual([
    [422, 5, 5, 5],
    [404, 3, 3, 13],
    [500, 0, 9, 13],
    [429, 0, 0, 13],
  ]);
  expect([total, nextCursor]).toEqual([4, null]);
  expect(data[1]?.inRange).toMatchObject({ integrations: [{ key: "sync", attempts: 3 }] });
  expect(data[1]?.inRange.points.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(3);

  const first = await askFine(list.GET, { query: "?limit=3&sort=attempts" });
  const second = await askFine(list.GET, { query: `?limit=3&sort=attempts&cursor=${first.nextCursor}` });
  expect([...first.data, ...second.data].map(({ status }) => status)).toEqual([500, 422, 404, 429]);
  expect(second.nextCursor).toBeNull();

  const statuses = async (query: string) => (await askFine(list.GET, { query })).data.map(({ status }) => status);
  expect(await statuses("?state=resolved")).toEqual([]);
  expect(await statuses("?state=new,regressed&status=404,500")).toEqual([404, 500]);
  expect(await statuses("?integration=sync")).toEqual([404]);
  expect(await statuses("?method=POST")).toEqual([422]);
  expect(await statuses("?q=members")).toEqual([422]);
  expect(await statuses("?last=7d&outcome=rate_limited")).toEqual([429]);
});

test.each(["?sort=newest", "?cursor=abc", "?limit=101", "?state=open", "?problem=x"])(
  "%s is refused",
  async (query) => {
    await openApp();
    expect((await ask(list.GET, { query })).status).toBe(400);
  },
);

test("a problem is followed: resolved, back again, muted, and each step stands in its history", async () => {
  const app = await openApp();
  const begin = app.clock.now() - 2 * hourMs;
  const deploy = await askFine(deploys.POST, { body: { release: "v1", at: begin - 60_000 } });
  expect(deploy).toMatchObject({ release: "v1", integration: null, origin: "api" });
  await app.store.record([...failures(422, 2, begin, { errorCode: "afc516" }), ...failures(500, 1, begin)]);
  const id = (await askFine(list.GET)).data[0]?.id ?? "";

  const fresh = await askFine(one.GET, { id });
  expect(fresh).toMatchObject({
    problem: { state: "new", status: 422, attempts: 2 },
    inRange: { attempts: 2, bad: 2, routeAttempts: 3 },
    advice: { retryable: "never" },
    fault: { verdict: "ours", evidence: [{ words: "It began 1 min after the deploy of v1." }, {}, {}] },
    similar: [{ status: 500 }],
    firstDeploy: { release: "v1" },
    regressedDeploy: null,
    deploys: [{ release: "v1" }],
    events: [],
  });

  const ofNobody = await askFine(one.GET, { id, query: "?integration=nobody" });
  expect(ofNobody).toMatchObject({ problem: { attempts: 2 }, inRange: { attempts: 0, bad: 0, routeAttempts: null } });

  const resolved = await askFine(one.PATCH, { id, body: { action: "resolve", note: "fixed in v2" } });
  expect(resolved).toMatchObject({ state: "resolved", awaitsDeploy: false });
  await askFine(deploys.POST, { body: { release: "v2" } });
  await app.store.record(failures(422, 1, app.clock.now() + 1_000, { errorCode: "afc516" }));
  const back = await askFine(one.GET, { id });
  expect(back).toMatchObject({ problem: { state: "regressed", attempts: 3 }, regressedDeploy: { release: "v2" } });

  const muted = await askFine(one.PATCH, { id, body: { action: "mute", muteUntil: { count: 2 } } });
  expect(muted).toMatchObject({ state: "muted", mute: { kind: "count", attempts: 5 } });
  await askFine(one.PATCH, { id, body: { note: "waiting for Kisi" } });
  await askFine(one.PATCH, { id, body: { action: "reopen" } });
  const { events, problem } = await askFine(one.GET, { id });
  expect(problem).toMatchObject({ state: "regressed", mute: null });
  const told = events.map(({ state, note, author }) => [state, note, author]);
  expect(new Set(told.map(([state]) => state))).toEqual(new Set(["regressed", "muted", null, "resolved"]));
  expect(told).toContainEqual([null, "waiting for Kisi", expect.stringContaining("(API)")]);
  expect(told).toContainEqual(["resolved", "fixed in v2", expect.stringContaining("(API)")]);
  expect(told).toContainEqual(["regressed", null, null]);
});

test.each([
  [{}],
  [{ action: "delete" }],
  [{ action: "mute", muteUntil: { count: 0 } }],
  [{ action: "mute", muteUntil: { at: "tomorrow" } }],
  [{ action: "mute", muteUntil: { at: 5, count: 5 } }],
  [{ note: " " }],
])("the change %j is refused", async (body) => {
  await openApp();
  expect((await ask(one.PATCH, { id: "x", body })).status).toBe(400);
});

test("what is not there is not found, and a deploy that is yet to come is refused", async () => {
  const app = await openApp();
  expect((await ask(one.GET, { id: "none" })).status).toBe(404);
  expect((await ask(one.PATCH, { id: "none", body: { action: "resolve" } })).status).toBe(404);
  expect((await ask(one.PATCH, { id: "none", body: { note: "hello" } })).status).toBe(404);
  expect((await ask(deploys.POST, { body: { release: "v9", at: app.clock.now() + hourMs } })).status).toBe(400);
  expect((await ask(deploys.POST, { body: { release: "" } })).status).toBe(400);
  await askFine(deploys.POST, { body: { release: "v1", at: "2026-01-31T12:00:00Z" } });
  await askFine(deploys.POST, { body: { release: "v1", at: "2026-01-31T12:00:00Z" } });
  const told = await askFine(deploys.GET, { query: "?from=2026-01-31&to=2026-02-01" });
  expect(told).toEqual({
    data: [{ release: "v1", at: "2026-01-31T12:00:00.000Z", integration: null, origin: "api" }],
  });
});
