import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { createRiskWatch } from "#lib/risk/risk-watch";
import { createLiveBus } from "#lib/server/live-bus";
import { createMetrics } from "#lib/server/metrics";
import { createStoreLosses } from "#lib/server/store-losses";
import { createTurnedAway } from "#lib/server/turned-away";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { createFakeClock } from "#lib/time/fake-clock";
import type { TallyReader } from "#lib/traffic/read-tallies";

/** Bad attempts among a thousand; null is a store that cannot be read. */
function storeOfBad(bad: number | null): TallyReader {
  const cell = { key: "all", calls: 0, retries: 0 };
  return {
    readFigures: async ({ range, bucketSeconds }) => {
      if (bad === null) throw new Error("the disk is gone");
      const t = range.fromMs;
      const cells = [
        { ...cell, t, status: 200, outcome: "success" as const, attempts: 1_000 - bad },
        { ...cell, t, status: 404, outcome: "client_error" as const, attempts: bad },
      ];
      const latencyMs = { p50: null, p95: null, p99: null, exact: true };
      return { range, bucketSeconds, bucketStarts: [t], cells, p95s: [], latencyMs };
    },
  };
}

function watch(badAttempts: number | null = 0) {
  const live = createLiveBus((error) => expect.unreachable(String(error)));
  const storeLosses = createStoreLosses();
  const clock = createFakeClock();
  const risk = createRiskWatch({
    store: storeOfBad(badAttempts),
    settings: { read: () => defaultRiskSettings },
    clock,
    onUnreadable: () => {},
  });
  const turnedAway = createTurnedAway({ clock, log: { warn: () => {} } });
  const metrics = createMetrics({ live, storeLosses, risk, turnedAway });
  return {
    storeLosses,
    turnedAway,
    store: (...attempts: Attempt[]) => live.publish({ kind: "attempts", attempts }),
    /** The samples, by name and labels. */
    read: async () => {
      const { text } = await metrics.write();
      const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
      return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
    },
  };
}

test("counts what was stored by route, class, outcome and integration", async () => {
  const { store, read } = watch();
  const failed = sampleAttempt({ method: "GET", route: "GET /locks/{id}", status: 404, outcome: "client_error" });
  store(failed, { ...failed, integration: "sync" });
  store(failed);
  store(sampleAttempt({ method: "GET", route: "GET /locks/{id}", status: null, outcome: "network_error", attempt: 2 }));
  const samples = await read();
  const counted = (status: string, outcome: string, integration: string) =>
    samples.get(
      `ajar_attempts_total{method="GET",route="/locks/{id}",status_class="${status}",outcome="${outcome}",integration="${integration}"}`,
    );
  expect(counted("4xx", "client_error", failed.integration ?? "none")).toBe(2);
  expect(counted("4xx", "client_error", "sync")).toBe(1);
  expect(counted("none", "network_error", failed.integration ?? "none")).toBe(1);
  expect(samples.get("ajar_retries_total")).toBe(1);
});

test("latencies are in seconds", async () => {
  const { store, read } = watch();
  store(sampleAttempt({ latencyMs: 40 }), sampleAttempt({ latencyMs: 2000 }));
  const samples = await read();
  expect(samples.get('ajar_attempt_duration_seconds_bucket{le="0.05"}')).toBe(1);
  expect(samples.get('ajar_attempt_duration_seconds_bucket{le="2.5"}')).toBe(2);
  expect(samples.get("ajar_attempt_duration_seconds_sum")).toBeCloseTo(2.04);
});

test("a blocked call was never sent", async () => {
  const { store, read } = watch();
  store(sampleAttempt({ outcome: "blocked", status: null, blockedReason: "pacer", attempt: 0 }));
  const samples = await read();
  expect([...samples.keys()].some((name) => name.startsWith("ajar_attempts_total"))).toBe(false);
  expect(samples.get("ajar_attempt_duration_seconds_count")).toBe(0);
});

test("losses are told however often they are read", async () => {
  const { storeLosses, read } = watch();
  expect((await read()).get("ajar_store_errors_total")).toBe(0);
  storeLosses.add(1);
  storeLosses.add(2);
  await read();
  expect((await read()).get("ajar_store_errors_total")).toBe(2);
});

test("what was turned away is told by its reason", async () => {
  const { turnedAway, read } = watch();
  turnedAway.add("too_many", "Too many attempts wait");
  turnedAway.add("too_many", "Too many attempts wait");
  turnedAway.add("disk_full", "The disk is full");
  const samples = await read();
  const countOf = (reason: string) => samples.get(`ajar_ingest_turned_away_total{reason="${reason}"}`);
  expect(["too_many", "disk_full", "unavailable"].map(countOf)).toEqual([2, 1, 0]);
});

test("made-up routes end in one series", async () => {
  const { store, read } = watch();
  for (let n = 0; n < 600; n += 1) store(sampleAttempt({ route: `GET /made-up-${n}` }));
  const series = [...(await read())].filter(([name]) => name.startsWith("ajar_attempts_total"));
  expect(series).toHaveLength(501);
  expect(series.find(([name]) => name.includes('route="other"'))?.[1]).toBe(100);
});

test("the process tells of itself", async () => {
  const { read } = watch();
  expect((await read()).get("process_resident_memory_bytes")).toBeGreaterThan(0);
});

test("tells how much of each limit is used, and nothing while it cannot be read", async () => {
  const samples = await watch(20).read();
  expect(samples.get('ajar_risk_used_ratio{window="86400"}')).toBe(0.4);
  expect(samples.get('ajar_risk_used_ratio{window="3600"}')).toBe(0.2);
  const unread = await watch(null).read();
  expect([...unread.keys()].filter((name) => name.startsWith("ajar_risk"))).toEqual([]);
  expect(unread.get("ajar_store_errors_total")).toBe(0);
});
