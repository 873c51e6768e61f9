import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { outcomeOfStatus } from "#lib/model/outcome";
import type { RiskLevel } from "#lib/model/risk";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { readRisk } from "#lib/risk/read-risk";
import { createRandom } from "#lib/simulator/random";
import { createTestClient } from "#lib/simulator/test-client";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";

const everyMs = 20_000;
const hourMs = 3_600_000;
const calmMs = 24 * hourMs;
const risingMs = 8 * hourMs;
const lookEveryMs = 5 * 60_000;

// As somebody careful sets it: the simulated Kisi suspends at 30 to 120 bad requests in an hour, and tells nobody.
const settings = {
  ...defaultRiskSettings,
  limits: [
    { seconds: 86_400, rate: 0.05, count: null },
    { seconds: 3_600, rate: null, count: 25 },
  ],
};

// A call every 20 s: a calm day at 1 % failures, then a share that rises to 60 % within eight hours.
test.each([1, 2, 3])("before the simulated Kisi suspends, warning and critical have come (seed %i)", async (seed) => {
  const dir = mkdtempSync(join(tmpdir(), "ajar-risk-"));
  const { call, wait, nowMs } = createTestClient({ seed, scenarios: [{ effect: { kind: "suspension" } }] });
  const store = await openSqliteStore({ dir, clock: systemClock });
  onTestFinished(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
  const random = createRandom(seed);
  const startMs = nowMs();
  const firstAtMs = new Map<RiskLevel, number>();
  let pending = [];
  for (let suspended = false; !suspended; wait(everyMs)) {
    const sinceMs = nowMs() - startMs;
    const failing = 0.01 + 0.59 * Math.max(0, (sinceMs - calmMs) / risingMs);
    const isBad = random.integer(1, 1_000_000) <= failing * 1_000_000;
    const { status } = isBad ? call("GET", "/nowhere") : call("GET", "/user");
    suspended = !isBad && status === 403;
    pending.push(sampleAttempt({ startedAtMs: nowMs(), status, outcome: outcomeOfStatus(status) }));
    if (sinceMs < calmMs - lookEveryMs || sinceMs % lookEveryMs >= everyMs) continue;
    await store.record(pending);
    pending = [];
    const { level } = await readRisk(store, settings, nowMs());
    if (!firstAtMs.has(level)) firstAtMs.set(level, nowMs());
  }
  const leadMinutes = (level: RiskLevel) => (nowMs() - (firstAtMs.get(level) ?? Number.NaN)) / 60_000;
  process.stdout.write(
    `lead time, seed ${seed}: warning ${leadMinutes("warning").toFixed(0)} min, critical ${leadMinutes("critical").toFixed(0)} min before the suspension\n`,
  );
  expect(firstAtMs.get("ok")).toBeLessThan(startMs + calmMs + lookEveryMs);
  expect(leadMinutes("critical")).toBeGreaterThan(0);
  expect(leadMinutes("warning")).toBeGreaterThan(leadMinutes("critical"));
});
