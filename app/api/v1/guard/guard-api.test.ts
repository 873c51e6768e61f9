import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { guardOperations } from "#lib/http/guard-operations";
import { defaultGuardSettings } from "#lib/model/guard";
import { defaultPrioritySettings } from "#lib/model/priorities";
import { outboundRequest } from "#lib/outbound/call-fixture";
import { type App, installApp } from "#lib/server/app";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";
import { sampleAttempt } from "#lib/store/sample-attempt";
import * as settings from "../settings/route";
import * as hold from "./holds/[holdId]/route";
import * as guard from "./route";

const apiToken = "a-token-for-this-test-alone";

async function openApp(dir?: string): Promise<App> {
  const dataDir = dir ?? (await mkdtemp(join(tmpdir(), "ajar-api-")));
  const env = readEnv({ AJAR_DATA_DIR: dataDir, AJAR_API_TOKEN: apiToken, AJAR_LOG_LEVEL: "silent" });
  const app = await composeApp({ env, publicUrl: "http://localhost", demo: false, version: "test" });
  installApp(app);
  return app;
}

async function openForTest(): Promise<App> {
  const app = await openApp();
  onTestFinished(async () => {
    await app.close();
    await rm(app.env.dataDir, { recursive: true });
  });
  return app;
}

type Params = Record<string, string> | undefined;
type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

async function ask(route: Route & { operation: { method: string } }, body?: unknown, params?: Params) {
  const request = new Request("http://localhost/", {
    method: route.operation.method,
    headers: { authorization: `Bearer ${apiToken}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await route(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

/** As the call loop tells the guard of a call that was refused so often. */
function fail(app: App, times: number, status = 422) {
  for (let count = 0; count < times; count += 1) {
    const pass = app.guard.admit(outboundRequest({ method: "POST", integration: "sync" }));
    if (pass.ok) pass.settle(status);
  }
}

test("guard and priorities are settings, changed in part and refused by name", async () => {
  await openForTest();
  const { body } = await ask(settings.GET);
  expect(body).toMatchObject({ guard: defaultGuardSettings, priorities: defaultPrioritySettings });
  const changed = await ask(settings.PATCH, { guard: { mode: "enforce" }, priorities: { enabled: true } });
  expect(changed).toEqual({
    status: 200,
    body: {
      ...body,
      guard: { ...defaultGuardSettings, mode: "enforce" },
      priorities: { ...defaultPrioritySettings, enabled: true },
    },
  });
  const refused = await ask(settings.PATCH, { guard: { mode: "block" } });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "guard.mode" }] } });
  expect((await ask(settings.GET)).body).toEqual(changed.body);
});

test("what is held and saved is told, and a hold can be released once", async () => {
  const app = await openForTest();
  fail(app, 8);
  const { body } = await ask(guard.GET);
  expect(guardOperations.getGuard.answer.parse(body)).toEqual(body);
  expect(body).toMatchObject({
    counts: { refused: 0, saved: 3, mistaken: 0 },
    byIntegration: [{ integration: "sync", refused: 0, saved: 3, mistaken: 0 }],
    errors: 0,
    holds: [{ rule: "call", status: 422, failures: 5, integration: "sync", lastCallId: "call 1" }],
    suspension: null,
    refusedKeys: [],
  });
  const params = { holdId: body.holds[0].id };
  expect((await ask(hold.DELETE, undefined, params)).status).toBe(204);
  expect((await ask(hold.DELETE, undefined, params)).status).toBe(404);
  expect((await ask(guard.GET)).body.holds).toEqual([]);
});

test("a suspicion is told with its evidence and on the live bus; both it and the holds survive a restart", async () => {
  const app = await openApp();
  const news: string[] = [];
  app.live.listen(({ kind }) => news.push(kind));
  const startedAtMs = app.clock.now() - 1_000;
  const attempt = (route: string, status: number) =>
    sampleAttempt({
      credential: "f00d",
      route,
      status,
      outcome: status === 200 ? "success" : "client_error",
      startedAtMs,
    });
  const tell = (attempts: ReturnType<typeof attempt>[]) => app.live.publish({ kind: "attempts", attempts });
  tell([
    attempt("GET /locks", 200),
    attempt("GET /users", 200),
    attempt("GET /locks", 403),
    attempt("GET /users", 403),
  ]);
  tell([attempt("GET /users", 403)]);
  expect(news).toEqual(["attempts", "attempts", "suspension_suspected"]);
  fail(app, 5);
  const { body } = await ask(guard.GET);
  expect(guardOperations.getGuard.answer.parse(body)).toEqual(body);
  expect(body.suspension).toMatchObject({
    signs: ["forbidden"],
    keys: [{ credential: "f00d", refusals: 3, statuses: [403], routes: ["GET /locks", "GET /users"] }],
    workingKeys: 0,
  });
  await app.close();

  const next = await openApp(app.env.dataDir);
  onTestFinished(async () => {
    await next.close();
    await rm(next.env.dataDir, { recursive: true });
  });
  const after = (await ask(guard.GET)).body;
  expect(after.suspension).toEqual(body.suspension);
  expect(after.holds.filter(({ rule }: { rule: string }) => rule === "call")).toEqual(
    body.holds.filter(({ rule }: { rule: string }) => rule === "call"),
  );
  expect(next.guard.suspicionOf(outboundRequest({ credential: "f00d" }))).toMatchObject({ rule: "suspension" });
  const endedAtMs = next.clock.now();
  next.live.publish({ kind: "attempts", attempts: [sampleAttempt({ credential: "f00d", startedAtMs: endedAtMs })] });
  expect((await ask(guard.GET)).body.suspension).toBeNull();
  expect(next.guard.suspicionOf(outboundRequest({ credential: "f00d" }))).toBeNull();
});
