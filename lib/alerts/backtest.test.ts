import { expect, test } from "vitest";
import { backtest } from "#lib/alerts/backtest";
import { attemptsOf, badOf } from "#lib/alerts/counts";
import { defaultSettings } from "#lib/alerts/default-rules";
import type { Rule, RuleKind } from "#lib/model/alert-rule";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";

const minute = 60_000;
const startMs = Date.UTC(2026, 0, 14);
const day = { fromMs: startMs, toMs: startMs + 24 * 60 * minute };

function ruleOf(kind: RuleKind, changes: Partial<Rule> = {}): Rule {
  return { ...defaultSettings(kind), id: kind, kind, createdAtMs: 0, updatedAtMs: 0, ...changes };
}

/** A day with a call a minute, of which those of the given minutes fail. */
async function storeWith(failsAt: (minuteOfDay: number) => boolean, status = 404) {
  const store = await openSqliteStore({ dir: temporaryDirectory(), clock: systemClock });
  const attempts = Array.from({ length: 24 * 60 }, (_, at) =>
    sampleAttempt({
      callId: String(at),
      startedAtMs: startMs + at * minute + 1,
      status: failsAt(at) ? status : 200,
      outcome: failsAt(at) ? (status === 404 ? "client_error" : "server_error") : "success",
    }),
  );
  for (let n = 0; n < attempts.length; n += 240) await store.record(attempts.slice(n, n + 240));
  const deps = {
    store,
    limits: () => [{ seconds: 86_400, rate: null, count: 40 }],
    weigh: (counts: Parameters<typeof attemptsOf>[0]) => ({ attempts: attemptsOf(counts), bad: badOf(counts) }),
    breathe: async () => {},
  };
  return { store, run: (rule: Rule, range = day) => backtest(deps, rule, range) };
}

test("the alerts of the past are told with their length and how long before a limit was used up", async () => {
  const { store, run } = await storeWith((at) => at >= 600 && at < 700);
  const { alerts, summary, stepSeconds } = await run(ruleOf("suspension_risk"));
  expect(stepSeconds).toBe(60);
  expect(alerts).toHaveLength(1);
  const [alert] = alerts;
  // The fifth bad attempt is that of 10:04; the fortieth, of 10:39, uses the limit up.
  expect(alert?.startedAtMs).toBe(startMs + 605 * minute);
  expect(alert?.leadMs).toBe(35 * minute);
  expect(alert?.endedAtMs).toBeGreaterThan(startMs + 700 * minute);
  expect(summary.replaceAll("\u00a0", " ")).toBe("1 alert, 35 min lead before a limit was used up");
  await store.close();
});

test("two outages are two alerts, and a quiet day is none", async () => {
  const outage = (at: number) => (at >= 100 && at < 130) || (at >= 800 && at < 815);
  const { store, run } = await storeWith(outage, 503);
  const rule = ruleOf("failure_rate", { minCount: 3, keepFiringSeconds: 0 });
  const { alerts, summary } = await run(rule);
  expect(alerts.map(({ startedAtMs }) => (startedAtMs - startMs) / minute)).toEqual([103, 803]);
  expect(alerts.map(({ leadMs }) => leadMs)).toEqual([null, null]);
  expect(summary.replaceAll("\u00a0", " ")).toBe("2 alerts");
  const quiet = { fromMs: startMs + 200 * minute, toMs: startMs + 700 * minute };
  expect(await run(rule, quiet)).toMatchObject({ alerts: [], summary: "No alert" });
  await store.close();
});

test("what cannot be told again is refused with the reason", async () => {
  const { store, run } = await storeWith(() => false);
  await expect(run(ruleOf("problem_new"))).rejects.toMatchObject({ code: "unanswerable" });
  const long = { fromMs: startMs - 40 * 24 * 60 * minute, toMs: startMs };
  await expect(run(ruleOf("failure_rate"), long)).rejects.toMatchObject({ code: "unanswerable" });
  await store.close();
});
