import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "#lib/simulator/random";
import { drawDelayMs } from "#lib/simulator/scenario-engine";
import { type ScenarioInput, scenarioPresets } from "#lib/simulator/scenarios";
import { createTestClient } from "#lib/simulator/test-client";

function statuses(count: number, scenarios: readonly ScenarioInput[], seed = 1): number[] {
  const { call } = createTestClient({ scenarios, seed });
  return Array.from({ length: count }, () => call("GET", "/user").status);
}

test("a rate hits that share of the calls, the same ones for the same seed", () => {
  const burst: ScenarioInput[] = [{ effect: { kind: "server_error" }, rate: 0.3 }];
  const seen = statuses(2_000, burst);
  const share = seen.filter((status) => status === 503).length / seen.length;
  expect(share).toBeGreaterThan(0.26);
  expect(share).toBeLessThan(0.34);
  expect(statuses(200, burst)).toEqual(seen.slice(0, 200));
  expect(statuses(200, burst, 2)).not.toEqual(seen.slice(0, 200));
});

test("routes, keys and spans of time narrow a scenario", () => {
  const { call, wait, simulator, nowMs } = createTestClient();
  const atMs = nowMs();
  simulator.setScenarios([
    { effect: { kind: "server_error" }, routes: ["GET /locks/{id}"] },
    { effect: { kind: "rate_limited", retryAfter: "7" }, routes: ["/users"], keys: ["sync"] },
    { effect: { kind: "revoked" }, keys: ["partner"], fromMs: atMs + 1_000, toMs: atMs + 2_000 },
  ]);
  expect(call("GET", "/locks/50001").status).toBe(503);
  expect(call("PATCH", "/locks/50001", { body: { lock: {} } }).status).toBe(204);
  expect(call("GET", "/users").status).toBe(200);
  expect(call("GET", "/users", { key: "sync" })).toMatchObject({ status: 429, headers: { "retry-after": "7" } });
  const seen = [0, 999, 1, 999, 1].map((ms) => {
    wait(ms);
    return call("GET", "/user", { key: "partner" }).status;
  });
  expect(seen).toEqual([200, 200, 401, 401, 200]);
});

test("an error of the server keeps the request from being processed, a network fault does not", () => {
  const { call, simulator } = createTestClient();
  const rename = (name: string) => call("PATCH", "/locks/50001", { body: { lock: { name } } });
  simulator.setScenarios([{ effect: { kind: "server_error", status: 500 } }]);
  expect(rename("never").status).toBe(500);
  simulator.setScenarios([{ effect: { kind: "network", fault: "reset_before_head" } }]);
  expect(rename("done")).toMatchObject({ status: 204, fault: "reset_before_head" });
  simulator.setScenarios([]);
  expect(call("GET", "/locks/50001").json.name).toBe("done");
});

test("lost rights leave reading and forbid the rest", () => {
  const { call } = createTestClient({ scenarios: scenarioPresets.rights_lost });
  expect(call("GET", "/locks").status).toBe(200);
  expect(call("POST", "/teams", { body: { team: { name: "New" } } })).toMatchObject({
    status: 403,
    json: { code: "fcd8ef" },
  });
});

test("too many bad requests suspend the whole organization, and no other", () => {
  const { call, simulator } = createTestClient();
  simulator.setScenarios([{ effect: { kind: "suspension", badMax: 3, windowMs: 60_000 } }]);
  const bad = () => call("POST", "/users", { body: {}, key: "importer" }).status;
  expect([bad(), bad(), call("GET", "/user").status, bad(), bad()]).toEqual([422, 422, 200, 422, 403]);
  expect(call("GET", "/user", { key: "mobile" })).toMatchObject({ status: 403, json: { code: "fcd8ff" } });
  expect(call("GET", "/user", { key: "rival" }).status).toBe(200);
  simulator.setScenarios([]);
  expect(call("GET", "/user").status).toBe(200);
});

test("bad requests count within the window only, and 429 as told", () => {
  const { call, simulator, wait } = createTestClient();
  simulator.setScenarios([{ effect: { kind: "suspension", badMax: 2, windowMs: 1_000 } }]);
  call("GET", "/nowhere");
  wait(1_000);
  call("GET", "/nowhere");
  expect(call("GET", "/user").status).toBe(200);
  simulator.setScenarios([
    { effect: { kind: "suspension", badMax: 1, counts429: false } },
    { effect: { kind: "rate_limited" }, routes: ["GET /locks"] },
  ]);
  expect(call("GET", "/locks").status).toBe(429);
  expect(call("GET", "/user").status).toBe(200);
});

test("without a number the limit is drawn, from 30 to 120, and told to nobody", () => {
  const { call, simulator } = createTestClient({ scenarios: scenarioPresets.suspension });
  let bad = 0;
  while (bad < 200 && call("GET", "/user").status === 200) {
    call("GET", "/nowhere");
    bad++;
  }
  expect(bad).toBeGreaterThanOrEqual(30);
  expect(bad).toBeLessThanOrEqual(120);
  expect(simulator.scenarios()[0]?.effect).toMatchObject({ badMax: null });
});

test("a validation bug hits creations that are right, and no door", () => {
  const { call } = createTestClient({ scenarios: [{ effect: { kind: "validation_bug", field: "name" } }] });
  expect(call("POST", "/teams", { body: { team: { name: "Right" } } })).toMatchObject({
    status: 422,
    json: { errors: { name: ["is invalid"] } },
  });
  expect(call("POST", "/locks/50001/unlock").status).toBe(200);
});

test("trouble with controllers hits what opens doors and nothing else", () => {
  const { call } = createTestClient({ scenarios: [{ effect: { kind: "door_trouble" } }] });
  expect([409, 503]).toContain(call("POST", "/locks/50001/unlock").status);
  expect(call("POST", "/locks/50001/lock_down").status).toBe(204);
});

test("delays spread around their median", () => {
  const random = createRandom(3);
  const delays = Array.from({ length: 4_001 }, () =>
    drawDelayMs({ kind: "latency", medianMs: 100, spread: 0.5 }, random),
  );
  const median = delays.toSorted((a, b) => a - b)[2_000] ?? 0;
  expect(median).toBeGreaterThan(95);
  expect(median).toBeLessThan(105);
  expect(drawDelayMs({ kind: "latency", medianMs: 80, spread: 0 }, random)).toBe(80);
  const drawn = createTestClient({ scenarios: [{ effect: { kind: "latency", medianMs: 80 } }] }).call("GET", "/user");
  expect(drawn.delayMs).toBe(80);
});

test.each(Object.keys(scenarioPresets))("the preset %s can be set", (name) => {
  const { simulator, call } = createTestClient();
  simulator.setScenarios(scenarioPresets[name as keyof typeof scenarioPresets]);
  expect(() => simulator.handle({ method: "GET", path: "/user", headers: {}, body: "", address: "a" })).not.toThrow();
  simulator.reset();
  expect([simulator.scenarios(), call("GET", "/user").status]).toEqual([[], 200]);
});

test("a forked sequence does not depend on what was drawn from its origin", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(20), (seed, draws) => {
      const fresh = createRandom(seed).fork("a").hex(8);
      const used = createRandom(seed);
      for (let draw = 0; draw < draws; draw++) used.next();
      return used.fork("a").hex(8) === fresh && used.fork("b").hex(8) !== fresh;
    }),
  );
});
