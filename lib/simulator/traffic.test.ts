import fc from "fast-check";
import { expect, test } from "vitest";
import { matchRoute } from "#lib/kisi/route-matcher";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { parseScenarios } from "#lib/simulator/scenario-engine";
import { type Intention, liveTraffic, scriptedDay, trafficIntegrations } from "#lib/simulator/traffic";
import { dayScenarios, hourOfDay } from "#lib/simulator/traffic/day-scenarios";

const dayMs = 86_400_000;
const endAtMs = Date.UTC(2026, 4, 12, 9, 41, 7, 123);

function dayOf(seed: number, options: { utcOffsetMinutes?: number } = {}): Intention[] {
  const simulator = createSimulator({ clock: { now: () => endAtMs - dayMs } });
  return [...scriptedDay({ seed, simulator, endAtMs, ...options })];
}

function take<T>(count: number, source: Iterator<T>): T[] {
  return Array.from({ length: count }, () => source.next().value as T);
}

const day = dayOf(1);

test("a day has some ten thousand calls, in order, all within its 24 hours", () => {
  expect(day.length).toBeGreaterThan(8_000);
  expect(day.length).toBeLessThan(15_000);
  expect(day.map(({ atMs }) => atMs)).toEqual(day.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  expect(day[0]?.atMs).toBeGreaterThanOrEqual(endAtMs - dayMs);
  expect(day.at(-1)?.atMs).toBeLessThan(endAtMs);
});

test("every integration takes part with a key of its own", () => {
  const keys = Map.groupBy(day, ({ integration }) => integration);
  expect([...keys.keys()].sort()).toEqual(trafficIntegrations.toSorted());
  const used = [...keys.values()].map((calls) => new Set(calls.map(({ key }) => key)));
  expect(used.map((set) => set.size)).toEqual(used.map(() => 1));
  expect(new Set(used.flatMap((set) => [...set])).size).toBe(used.length);
  expect(Object.values(sampleKeys)).toEqual(expect.arrayContaining(used.flatMap((set) => [...set])));
});

test("all calls but those to the removed operation are Kisi's", () => {
  const unknown = new Set(
    day.filter(({ method, path }) => !matchRoute(method, path).operation).map(({ path }) => path),
  );
  expect([...unknown]).toEqual(["/user_export_reporters"]);
});

test("the same seed makes the same day, another seed another", () => {
  expect(dayOf(1)).toEqual(day);
  expect(dayOf(2)).not.toEqual(day);
});

test("people come by day, on the clocks of the offices", () => {
  for (const utcOffsetMinutes of [0, 345, -480]) {
    const unlocks = dayOf(3, { utcOffsetMinutes }).filter(({ path }) => path.endsWith("/unlock"));
    const byHour = Map.groupBy(unlocks, ({ atMs }) => hourOfDay(atMs, utcOffsetMinutes));
    expect(byHour.get(8)?.length ?? 0).toBeGreaterThan(200);
    expect(byHour.get(3)?.length ?? 0).toBeLessThan(20);
  }
});

test("a refused line of the spreadsheet is sent three times", () => {
  const imports = day.filter(({ integration }) => integration === "User importer");
  const times = Map.groupBy(imports, ({ body }) => body);
  expect(new Set([...times.values()].map((calls) => calls.length))).toEqual(new Set([1, 3]));
});

test("the troubles of a day lie within it, whenever it ends and wherever the offices are", () => {
  const moments = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(moments, fc.integer({ min: -720, max: 840 }), (at, utcOffsetMinutes) => {
      const scenarios = parseScenarios(dayScenarios({ endAtMs: at, utcOffsetMinutes }));
      const bound = scenarios.filter(({ fromMs }) => fromMs !== null);
      expect(bound).toHaveLength(10);
      for (const { fromMs, toMs } of bound) {
        expect(fromMs).toBeGreaterThanOrEqual(at - dayMs);
        expect(toMs).toBeLessThanOrEqual(at);
      }
      const lunch = bound[2]?.fromMs ?? 0;
      expect(hourOfDay(lunch, utcOffsetMinutes)).toBe(12);
    }),
  );
});

test("live traffic goes on in order at about the rate asked for", () => {
  const simulator = createSimulator({ clock: { now: () => endAtMs } });
  for (const callsPerSecond of [0.5, 1]) {
    const calls = take(4_000, liveTraffic({ seed: 5, simulator, startAtMs: endAtMs, callsPerSecond }));
    const times = calls.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const rate = calls.length / (((times.at(-1) ?? 0) - endAtMs) / 1_000);
    expect(rate).toBeGreaterThan(callsPerSecond * 0.7);
    expect(rate).toBeLessThan(callsPerSecond * 1.2);
  }
});

test("live traffic asks for the newest event set there is", () => {
  const startAtMs = Date.UTC(2026, 4, 12, 2);
  const simulator = createSimulator({ clock: { now: () => startAtMs }, rateLimits: false });
  let sets = 0;
  for (const { method, path, key, body } of liveTraffic({ seed: 5, simulator, startAtMs })) {
    if (path.startsWith("/event_sets/")) expect(path).toMatch(`/event_sets/${900_000 + sets}`);
    if (method !== "POST" || path !== "/event_sets") continue;
    const headers = { authorization: `KISI-LOGIN ${key}` };
    simulator.handle({ method, path, headers, body: body ?? "", address: "a" });
    sets++;
    if (sets > 10) break;
  }
});
