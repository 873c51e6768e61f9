import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { riskOperations } from "#lib/http/risk-operations";
import { settingsOperations } from "#lib/http/settings-operations";
import { defaultDigestSettings } from "#lib/model/digest";
import { defaultGuardSettings } from "#lib/model/guard";
import { outcomeOfStatus } from "#lib/model/outcome";
import { defaultPrioritySettings } from "#lib/model/priorities";
import { defaultProblemSettings } from "#lib/model/problem-settings";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { type App, installApp } from "#lib/server/app";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";
import { sampleAttempt } from "#lib/store/sample-attempt";
import * as settings from "../settings/route";
import * as risk from "./route";

const apiToken = "a-token-for-this-test-alone";

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

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

async function ask(route: Route & { operation: { method: string } }, body?: unknown) {
  const request = new Request("http://localhost/", {
    method: route.operation.method,
    headers: { authorization: `Bearer ${apiToken}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await route(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

function attempts(app: App, status: number, count: number) {
  const startedAtMs = app.clock.now() - 60_000;
  const one = () => sampleAttempt({ status, outcome: outcomeOfStatus(status), startedAtMs });
  return Array.from({ length: count }, one);
}

test("an empty database is unknown, and has no rate", async () => {
  await openApp();
  const { status, body } = await ask(risk.GET);
  expect(status).toBe(200);
  expect(riskOperations.getRisk.answer.parse(body)).toEqual(body);
  expect(body).toMatchObject({
    level: "unknown",
    windows: [
      {
        seconds: 86_400,
        attempts: 0,
        bad: 0,
        rate: null,
        used: null,
        limit: { rate: 0.05, count: null, preset: null },
      },
      { seconds: 3_600, attempts: 0, used: null, limit: { rate: null, count: 100, preset: null } },
      { seconds: 600, limit: { count: 10_000, preset: "discord" } },
      { applies: false, limit: { preset: "klaviyo" } },
      { limit: { preset: "hubspot" } },
    ],
    forecast: { limitReachedAt: null, low: null, high: null },
  });
});

test("one failure of two is too little to tell; a failure rate past the limit is exceeded", async () => {
  const app = await openApp();
  await app.store.record([...attempts(app, 200, 1), ...attempts(app, 404, 1)]);
  expect((await ask(risk.GET)).body).toMatchObject({
    level: "unknown",
    windows: [{ attempts: 2, bad: 1, rate: 0.5 }, {}, {}, {}, {}],
  });
  await app.store.record([...attempts(app, 200, 99), ...attempts(app, 429, 24), ...attempts(app, 503, 75)]);
  const { body } = await ask(risk.GET);
  expect(body).toMatchObject({
    level: "exceeded",
    windows: [{ attempts: 200, bad: 25, used: 2.5, remaining: 0 }, {}, {}, {}, {}],
  });
  expect(body.forecast.limitReachedAt).toBe(body.asOf);
});

test.each([
  [{ floor: 7, digest: { enabled: true } }, "digest.channelId"],
  [{ levels: { warning: 0.9 }, digest: { hour: 6 } }, "levels.warning"],
])("%j is refused by its path, and nothing is changed", async (changes, path) => {
  await openApp();
  const before = await ask(settings.GET);
  const refused = await ask(settings.PATCH, changes);
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  expect((await ask(settings.GET)).body).toEqual(before.body);
});

test("settings are changed in part, show at once, and decide the level", async () => {
  const app = await openApp();
  await app.store.record([...attempts(app, 200, 80), ...attempts(app, 429, 20)]);
  const before = await ask(settings.GET);
  const others = {
    digest: defaultDigestSettings,
    redaction: { fields: [], patterns: [] },
    problems: defaultProblemSettings,
    guard: defaultGuardSettings,
    priorities: defaultPrioritySettings,
  };
  expect(before.body).toEqual({ ...defaultRiskSettings, ...others, retentionDays: 30 });
  const changes = { limits: [{ seconds: 3_600, count: 25 }], presets: [] };
  const changed = await ask(settings.PATCH, changes);
  expect(settingsOperations.changeSettings.answer.parse(changed.body)).toEqual(changed.body);
  expect((await ask(settings.GET)).body).toEqual(changed.body);
  expect((await ask(risk.GET)).body).toMatchObject({ level: "critical", windows: [{ used: 0.8, remaining: 5 }] });
  await ask(settings.PATCH, { count429: false });
  expect((await ask(risk.GET)).body).toMatchObject({ level: "ok", windows: [{ bad: 0, used: 0 }] });
});

test.each<[string, unknown, readonly string[]]>([
  ["a field that is none", { limit: 5 }, ["limit"]],
  ["what the environment sets", { retentionDays: 5 }, ["retentionDays"]],
  ["a level above the limit", { levels: { critical: 1.2 } }, ["levels.critical"]],
  ["a warning that is not before critical", { levels: { warning: 0.9 } }, ["levels.warning"]],
  ["a count below the floor", { limits: [{ seconds: 60, count: 1 }] }, ["limits.0.count"]],
  ["a limit of nothing", { limits: [{ seconds: 60 }] }, ["limits.0"]],
  ["two wrong ones", { floor: 0, limits: [{ seconds: 61, rate: 2 }] }, ["limits.0.seconds", "limits.0.rate", "floor"]],
  ["a vendor that is not known", { presets: ["acme"] }, ["presets.0"]],
])("%s is refused by its path, and nothing is changed", async (_, body, paths) => {
  await openApp();
  const answer = await ask(settings.PATCH, body);
  expect(answer).toMatchObject({ status: 400, body: { title: "Bad input" } });
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  expect((await ask(settings.GET)).body).toMatchObject(defaultRiskSettings);
});

test("a store that cannot be read is said, and is no level", async () => {
  const app = await openApp();
  await app.store.close();
  const { status, body } = await ask(risk.GET);
  expect(status).toBe(503);
  expect(body.detail).toContain("the budget is unknown");
});
