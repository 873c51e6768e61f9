import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import type { Weighed } from "#lib/model/risk";
import { defaultRiskSettings, type RiskSettings } from "#lib/model/risk-settings";
import { type LimitState, readRisk } from "#lib/risk/read-risk";
import { arbitraryCall, arbitraryInstant, playground } from "#lib/store/arbitrary-attempts";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";

const dir = mkdtempSync(join(tmpdir(), "ajar-risk-"));
const store = await openSqliteStore({ dir, clock: systemClock });
const ownZone = process.env.TZ;
afterEach(() => {
  process.env.TZ = ownZone;
});
afterAll(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

const all: Attempt[] = [];

/** Counts the raw attempts of a window, without the code under test. */
function recount(attempts: readonly Attempt[], seconds: number, nowMs: number, weighed: Weighed) {
  const inWindow = attempts.filter(
    ({ outcome, startedAtMs }) =>
      outcome !== "blocked" && startedAtMs >= nowMs - seconds * 1_000 && startedAtMs < nowMs + 300_000,
  );
  const bad = inWindow.filter(({ outcome, status }) => {
    if (outcome !== "client_error" && outcome !== "rate_limited") return false;
    if (weighed === "bad") return true;
    return weighed === "bad_but_429" ? status !== 429 : weighed.includes(status ?? 0);
  });
  return {
    attempts: inWindow.length,
    bad: bad.length,
    badRetries: bad.filter(({ attempt }) => attempt > 1).length,
    rate: inWindow.length === 0 ? null : bad.length / inWindow.length,
  };
}

const arbitrarySettings: fc.Arbitrary<RiskSettings> = fc
  .record({
    spans: fc.uniqueArray(
      fc.oneof(
        fc.constantFrom(60, 600, 900, 3_600, 86_400, 3 * 86_400),
        fc.integer({ min: 1, max: 43_200 }).map((minutes) => minutes * 60),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    count429: fc.boolean(),
  })
  .map(({ spans, count429 }) => ({
    ...defaultRiskSettings,
    count429,
    limits: spans.map((seconds) => ({ seconds, rate: 0.05, count: 20 })),
  }));

const histories = fc.array(arbitraryCall, { maxLength: 15 }).map((calls) => calls.flat());

// Attempts come in any order of their times, as from a clock that jumps, and some lie ahead of "now".
test.each(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia"])(
  "in %s, every budget equals a recount of the raw attempts",
  async (timeZone) => {
    process.env.TZ = timeZone;
    await fc.assert(
      fc.asyncProperty(histories, arbitraryInstant, arbitrarySettings, async (attempts, nowMs, settings) => {
        await store.record(attempts);
        all.push(...attempts);
        const risk = await readRisk(store, settings, nowMs);
        for (const { window, watched } of [...risk.own, ...risk.presets]) {
          expect(window).toMatchObject(recount(all, window.limit.seconds, nowMs, watched.weighed));
        }
      }),
      { numRuns: 25 },
    );
  },
);

test("a clock that was put back does not hide what was sent just before, up to five minutes", async () => {
  const nowMs = playground.toMs + 86_400_000 * 3;
  const ahead = [1, 299_999, 300_000].map((ms) => sampleAttempt({ ...bad, startedAtMs: nowMs + ms }));
  await store.record(ahead);
  const { window } = ownOf(await readRisk(store, defaultRiskSettings, nowMs));
  expect(window).toMatchObject({ attempts: 2, bad: 2, level: "unknown" });
});

test("an even stream is forecast to the length of one step", async () => {
  const nowMs = playground.toMs + 86_400_000 * 10;
  const stepMs = 20_000;
  const begunMs = nowMs - 3_600_000;
  const stream = Array.from({ length: 180 }, (_, index) => begunMs + index * stepMs);
  await store.record(stream.map((startedAtMs) => sampleAttempt({ ...bad, startedAtMs })));
  const limits = [{ seconds: 7_200, rate: null, count: 270 }];
  const { forecast } = ownOf(await readRisk(store, { ...defaultRiskSettings, limits }, nowMs));
  expect(Math.abs((forecast.limitReachedAtMs ?? 0) - (begunMs + 270 * stepMs))).toBeLessThanOrEqual(stepMs);
});

const bad = { status: 422, outcome: "client_error" } as const;

function ownOf({ own }: { readonly own: readonly LimitState[] }): LimitState {
  const [first] = own;
  if (!first) throw new Error("there is no limit");
  return first;
}
