import { expect, test } from "vitest";
import { callEachMinute, day, minute, ruleOf, startMs, storeOf } from "#lib/alerts/backtest/backtest-fixture";
import { sampleAttempt } from "#lib/store/sample-attempt";

const fortyADay = { seconds: 86_400, rate: null, count: 40 };
const storeWith = (failsAt: (minuteOfDay: number) => boolean, status = 404) =>
  storeOf(callEachMinute(failsAt, status), fortyADay);

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

test("an hour in which calls were slow is one alert of latency", async () => {
  const isSlow = (at: number) => at >= 300 && at < 360;
  const attempts = Array.from({ length: 24 * 60 }, (_, at) =>
    sampleAttempt({ callId: `${at}`, startedAtMs: startMs + at * minute + 1, latencyMs: isSlow(at) ? 9_000 : 40 }),
  );
  const { store, run } = await storeOf(attempts);
  const { alerts } = await run(ruleOf("latency", { minCount: 5, keepFiringSeconds: 0 }), day);
  expect(alerts).toHaveLength(1);
  expect(alerts[0]?.peak).toBeGreaterThan(8_500);
  expect(alerts[0]?.startedAtMs).toBeGreaterThanOrEqual(startMs + 305 * minute);
  expect(alerts[0]?.startedAtMs).toBeLessThan(startMs + 320 * minute);
  const long = { fromMs: startMs - 8 * 24 * 60 * minute, toMs: startMs };
  await expect(run(ruleOf("latency"), long)).rejects.toMatchObject({ code: "unanswerable" });
  await store.close();
});

test("a key that is refused from noon on is one alert, and one that was never taken is none", async () => {
  const of = (credential: string, at: number, status: number) =>
    sampleAttempt({
      ...{ callId: `${credential} ${at}`, startedAtMs: startMs + at * 10 * minute + 1, credential, status },
      outcome: status === 401 ? "client_error" : "success",
    });
  const attempts = Array.from({ length: 144 }, (_, at) => [
    of("aaaaaaaaaaaaaaaa", at, at < 72 ? 200 : 401),
    of("bbbbbbbbbbbbbbbb", at, 401),
    of("cccccccccccccccc", at, at % 2 === 0 ? 401 : 200),
  ]).flat();
  const { store, run } = await storeOf(attempts);
  const { alerts } = await run(ruleOf("credential_rejected"), day);
  expect(alerts.map(({ startedAtMs }) => (startedAtMs - startMs) / minute)).toEqual([741]);
  await store.close();
});

test("silence is missed where there was a habit, hour by hour", async () => {
  const hour = 60 * minute;
  const monday = Date.UTC(2026, 0, 26);
  const weekdays = Array.from({ length: 28 }, (_, n) => monday - (28 - n) * 24 * hour).filter((ms) => {
    const weekday = new Date(ms).getUTCDay();
    return weekday > 0 && weekday < 6;
  });
  const attempts = weekdays.flatMap((dayMs) =>
    Array.from({ length: 12 }, (_, n) =>
      sampleAttempt({ callId: `${dayMs} ${n}`, startedAtMs: dayMs + 9 * hour + n * 5 * minute, integration: "sync" }),
    ),
  );
  const { store, run } = await storeOf(attempts);
  const weekend = await run(ruleOf("no_traffic"), { fromMs: monday - 48 * hour, toMs: monday });
  expect(weekend).toMatchObject({ alerts: [], stepSeconds: 3_600 });
  const { alerts } = await run(ruleOf("no_traffic"), { fromMs: monday, toMs: monday + 24 * hour });
  expect(alerts.map(({ startedAtMs }) => (startedAtMs - monday) / hour)).toEqual([10]);
  await store.close();
});

test("what cannot be told again is refused with the reason", async () => {
  const { store, run } = await storeWith(() => false);
  await expect(run(ruleOf("self"))).rejects.toMatchObject({ code: "unanswerable" });
  const long = { fromMs: startMs - 40 * 24 * 60 * minute, toMs: startMs };
  await expect(run(ruleOf("failure_rate"), long)).rejects.toMatchObject({ code: "unanswerable" });
  await store.close();
});
