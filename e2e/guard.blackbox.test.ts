import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import type { ScenarioInput } from "#lib/simulator/scenarios";
import { startSimulatorServer } from "#lib/simulator/server";
import { systemClock } from "#lib/time/clock";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process";
import { askApi, callThrough, openTo, tokens } from "./gateway-client";

type Guard = {
  readonly counts: { readonly refused: number; readonly saved: number; readonly mistaken: number };
  readonly holds: readonly { readonly id: string; readonly rule: string; readonly lastCallId: string }[];
  readonly suspension: null | {
    readonly signs: readonly string[];
    readonly keys: readonly { readonly refusals: number; readonly routes: readonly string[] }[];
  };
};
type Held = { readonly blocked: { readonly rule: string; readonly until: string; readonly lastCall: string } };

const failuresMax = 5;
const expiryMs = 2_000;
const own = { authorization: `KISI-LOGIN ${sampleKeys.owner}` };
const json = { ...own, "content-type": "application/json" };
/** Kisi wants an e-mail address. */
const doomed = JSON.stringify({ user: { name: "Jane" } });

async function startKisi(scenarios: readonly ScenarioInput[] = []) {
  const simulator = createSimulator({ clock: systemClock, seed: 3, rateLimits: false, scenarios });
  const server = await startSimulatorServer({ simulator, port: 0 });
  onTestFinished(() => server.close());
  /** When Kisi refused, on its own clock. */
  const refusedAtMs = () =>
    simulator
      .log()
      .newest()
      .filter(({ status }) => status >= 400 && status < 500)
      .map(({ atMs }) => atMs);
  return { simulator, origin: server.origin, refusedAtMs, asked: () => simulator.log().counters().total };
}

async function patch(ajar: AjarProcess, path: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" };
  const answer = await fetch(`${ajar.origin}/api/v1${path}`, { method: "PATCH", headers, body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBe(200);
}

const enforce = (ajar: AjarProcess) => patch(ajar, "/settings", { guard: { mode: "enforce", failuresMax, expiryMs } });
const createUser = (ajar: AjarProcess, body = doomed, headers = {}) =>
  callThrough(ajar, "/users", { method: "POST", headers: { ...json, ...headers }, body });

test("enforced, a client that repeats a 422 for ever costs k, and one more each expiry; recovery takes one call", async () => {
  const kisi = await startKisi([{ effect: { kind: "validation_bug" } }]);
  await using ajar = await startAjar({ env: openTo(kisi.origin) });
  await enforce(ajar);
  const right = JSON.stringify({ user: { email: "jane@example.com", name: "Jane" } });
  const statuses = new Set<number>();
  const endsAtMs = performance.now() + 3.5 * expiryMs;
  while (performance.now() < endsAtMs) statuses.add((await createUser(ajar, right)).status);
  expect([...statuses]).toEqual([422, 424]);

  const refusedAtMs = kisi.refusedAtMs();
  for (const [index, atMs] of refusedAtMs.entries()) {
    const within = refusedAtMs.filter((other) => other >= atMs && other < atMs + expiryMs).length;
    expect(within, `from refusal ${index} on`).toBeLessThanOrEqual(failuresMax + 1);
    if (index >= failuresMax) expect(atMs - (refusedAtMs[index - 1] ?? 0)).toBeGreaterThanOrEqual(expiryMs);
  }
  expect(refusedAtMs.length).toBeGreaterThan(failuresMax);

  let held = await createUser(ajar, right);
  // A hold may just have expired; then this one was the probe.
  if (held.status === 422) held = await createUser(ajar, right);
  expect(held).toMatchObject({ status: 424, headers: { "x-ajar-answer": "true", "x-ajar-attempts": "0" } });
  const { blocked } = JSON.parse(held.body) as Held;
  expect(blocked).toMatchObject({ reason: "guard", rule: "call", status: 422, override: "X-Ajar-Guard: off" });
  const recorded = await askApi<{ call: unknown }>(ajar, `/calls/${held.headers["x-ajar-call"]}`);
  expect(recorded.call).toMatchObject({ outcome: "blocked", blockedReason: "guard", attempts: 0 });
  expect((await askApi<{ call: unknown }>(ajar, `/calls/${blocked.lastCall}`)).call).toMatchObject({ status: 422 });

  kisi.simulator.setScenarios([]);
  await sleep(Math.max(0, Date.parse(blocked.until) - Date.now()) + 50);
  expect((await createUser(ajar, right)).status).toBe(200);
  expect((await askApi<Guard>(ajar, "/guard")).holds).toEqual([]);
});

test("a corrected call is sent at once, and so is one whose caller wants it", async () => {
  const kisi = await startKisi();
  await using ajar = await startAjar({ env: openTo(kisi.origin) });
  await patch(ajar, "/integrations/default", { guard: "enforce" });
  for (let call = 0; call < failuresMax; call += 1) expect((await createUser(ajar)).status).toBe(422);
  expect((await createUser(ajar)).status).toBe(424);
  expect((await createUser(ajar, doomed, { "x-ajar-guard": "off" })).status).toBe(422);
  expect((await createUser(ajar, JSON.stringify({ user: { name: "Jane", email: "j@example.com" } }))).status).toBe(200);
  expect((await createUser(ajar)).status).toBe(424);
  expect((await createUser(ajar, doomed, { "x-ajar-guard": "no" })).status).toBe(400);
});

test("observed, everything is sent, and what enforcing would have saved is counted", async () => {
  const kisi = await startKisi();
  await using ajar = await startAjar({ env: openTo(kisi.origin) });
  for (let call = 0; call < 9; call += 1) expect((await createUser(ajar)).status).toBe(422);
  expect(await askApi<Guard>(ajar, "/guard")).toMatchObject({ counts: { refused: 0, saved: 4, mistaken: 0 } });
});

test("a hold survives a crash; a key that gets nothing but 401 is held, and doors are not", async () => {
  const kisi = await startKisi();
  const dataDir = temporaryFolder();
  const revoked = { authorization: "KISI-LOGIN revoked-key-of-a-test-000" };
  {
    await using ajar = await startAjar({ env: openTo(kisi.origin), dataDir });
    await enforce(ajar);
    await patch(ajar, "/settings", { guard: { expiryMs: 600_000 } });
    for (let call = 0; call < failuresMax; call += 1) {
      await createUser(ajar);
      await callThrough(ajar, `/locks?limit=${call + 1}`, { headers: revoked });
    }
    // What the guard knows is written within a second; a busy machine gets another one.
    await sleep(2_000);
    await ajar.end("SIGKILL");
  }
  await using ajar = await startAjar({ env: openTo(kisi.origin), dataDir });
  const before = kisi.asked();
  expect((await createUser(ajar)).status).toBe(424);
  const held = await callThrough(ajar, "/places", { headers: revoked });
  expect(JSON.parse(held.body)).toMatchObject({ status: 424, blocked: { rule: "credential", status: 401 } });
  expect(kisi.asked()).toBe(before);

  const [lock] = kisi.simulator.ids("locks", { online: true });
  const unlock = await callThrough(ajar, `/locks/${lock}/unlock`, { method: "POST", headers: revoked });
  expect(unlock).toMatchObject({ status: 401, headers: { "x-ajar-attempts": "1" } });
  expect(unlock.headers).not.toHaveProperty("x-ajar-answer");
});

test("a suspension is suspected with its evidence, held to a probe a minute, and over with the first success", async () => {
  const kisi = await startKisi([{ effect: { kind: "suspension", badMax: 6 } }]);
  await using ajar = await startAjar({ env: openTo(kisi.origin) });
  const read = async (path: string) => (await callThrough(ajar, path, { headers: own })).status;
  for (const path of ["/user", "/locks", "/places"]) expect(await read(path)).toBe(200);
  for (let call = 0; call < 6; call += 1) await read(`/nowhere/${call}`);
  expect((await askApi<Guard>(ajar, "/guard")).suspension).toBeNull();
  for (const path of ["/user", "/locks", "/places"]) expect(await read(path)).toBe(403);
  expect((await askApi<Guard>(ajar, "/guard")).suspension).toMatchObject({
    signs: ["forbidden"],
    keys: [{ refusals: 3, routes: ["GET /user", "GET /locks", "GET /places"] }],
  });

  await enforce(ajar);
  const before = kisi.asked();
  const held = await callThrough(ajar, "/groups", { headers: own });
  expect(JSON.parse(held.body)).toMatchObject({ status: 424, blocked: { rule: "suspension", status: 403 } });
  expect(kisi.asked()).toBe(before);
  const [lock] = kisi.simulator.ids("locks", { online: true });
  const unlock = await callThrough(ajar, `/locks/${lock}/unlock`, { method: "POST", headers: own });
  expect(unlock.headers).not.toHaveProperty("x-ajar-answer");

  kisi.simulator.setScenarios([]);
  const probe = await callThrough(ajar, "/user", { headers: { ...own, "x-ajar-guard": "off" } });
  expect(probe.status).toBe(200);
  expect((await askApi<Guard>(ajar, "/guard")).suspension).toBeNull();
  expect(await read("/groups")).toBe(200);
});
