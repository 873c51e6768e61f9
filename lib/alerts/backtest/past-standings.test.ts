import { expect, test } from "vitest";
import { callEachMinute, day, minute, ruleOf, startMs, storeOf } from "#lib/alerts/backtest/backtest-fixture";
import { outcomeOfStatus } from "#lib/model/outcome";
import { standingOf } from "#lib/problems/lifecycle";
import { sampleAttempt } from "#lib/store/sample-attempt";

const minutesIn = (ms: number | null) => (ms === null ? null : (ms - startMs) / minute);

test("a problem that was new is told when it had failed five times for two minutes, until it was quiet for its window", async () => {
  const { store, run } = await storeOf(callEachMinute((at) => at >= 600 && at < 700));
  const { alerts } = await run(ruleOf("problem_new"));
  expect(alerts).toHaveLength(1);
  expect(minutesIn(alerts[0]?.startedAtMs ?? 0)).toBe(607);
  expect(minutesIn(alerts[0]?.endedAtMs ?? 0)).toBe(762);
  expect(alerts[0]?.summary).toContain("of a kind that was not seen before");
  await store.close();
});

test("a problem is new but once, however often it falls quiet on its day", async () => {
  const { store, run } = await storeOf(callEachMinute((at) => at % 180 < 10));
  const { alerts } = await run(ruleOf("problem_new"));
  expect(alerts.map(({ startedAtMs }) => minutesIn(startedAtMs))).toEqual([7]);
  await store.close();
});

test("what was told before the range is not told in it, nor what was known for longer than a day", async () => {
  const { store, run } = await storeOf(callEachMinute((at) => at >= 60));
  const later = { fromMs: startMs + 300 * minute, toMs: startMs + 600 * minute };
  expect((await run(ruleOf("problem_new"), later)).alerts).toEqual([]);
  const next = Array.from({ length: 60 }, (_, at) =>
    sampleAttempt({ startedAtMs: day.toMs + (120 + at) * minute, status: 404, outcome: "client_error" }),
  );
  await store.record(next);
  const nextDay = { fromMs: day.toMs + 120 * minute, toMs: day.toMs + 200 * minute };
  expect((await run(ruleOf("problem_new"), nextDay)).alerts).toEqual([]);
  await store.close();
});

test("of a rule for one integration only what that one met is told", async () => {
  const failed = (integration: string, at: number) =>
    sampleAttempt({ integration, startedAtMs: startMs + at * minute + 1, status: 404, outcome: "client_error" });
  const both = Array.from({ length: 20 }, (_, at) => [failed("app", 60 + at), failed("sync", 300 + at * 20)]).flat();
  const { store, run } = await storeOf(both);
  const of = async (integration: string) => {
    const { alerts } = await run(ruleOf("problem_new", { filter: { integration: [integration] } }));
    return alerts.map(({ startedAtMs }) => minutesIn(startedAtMs));
  };
  expect([await of("app"), await of("sync"), await of("nobody")]).toEqual([[67], [383], []]);
  await store.close();
});

test("a problem is back when it fails after it was resolved, and not while it was open or stays quiet", async () => {
  const { store, run } = await storeOf(callEachMinute((at) => at < 100));
  const rule = ruleOf("problem_regressed", { keepFiringSeconds: 0 });
  expect((await run(rule)).alerts).toEqual([]);
  const [listed] = await store.listProblems({ range: day, senders: {} });
  if (!listed) throw new Error("there is no problem");
  const { id, revision } = listed.problem;
  const resolvedAtMs = startMs + 200 * minute;
  await store.changeProblem({
    ...{
      id,
      revision,
      standing: { ...standingOf(listed.problem), state: "resolved", resolvedAtMs, regressAfterMs: resolvedAtMs },
    },
    event: { atMs: resolvedAtMs, author: "ada@example.com", state: "resolved", note: null },
  });
  expect((await run(rule)).alerts).toEqual([]);
  await store.record([
    sampleAttempt({ startedAtMs: startMs + 500 * minute + 1, status: 404, outcome: "client_error" }),
  ]);
  const { alerts } = await run(rule);
  expect(alerts.map(({ startedAtMs, endedAtMs }) => [minutesIn(startedAtMs), minutesIn(endedAtMs)])).toEqual([
    [501, 561],
  ]);
  // What comes back now and then is one alert, until it was away for a day.
  expect((await run(ruleOf("problem_regressed"))).alerts).toMatchObject([{ endedAtMs: null }]);
  await store.close();
});

/** Two keys, each with two routes; from `fromMinute` until `toMinute` Kisi refuses them all. */
function twoKeys(fromMinute: number, toMinute: number, status: number) {
  return Array.from({ length: 24 * 60 }, (_, at) => {
    const answer = at >= fromMinute && at < toMinute ? status : 200;
    return sampleAttempt({
      startedAtMs: startMs + at * minute + 1,
      credential: at % 2 === 0 ? "aaaaaaaaaaaaaaaa" : "bbbbbbbbbbbbbbbb",
      route: at % 4 < 2 ? "GET /locks" : "GET /users",
      status: answer,
      outcome: outcomeOfStatus(answer),
    });
  });
}

test("a suspension that must be suspected is one alert, from the first refusals to the first success", async () => {
  const { store, run } = await storeOf(twoKeys(600, 700, 401));
  const { alerts } = await run(ruleOf("suspected_suspension"));
  expect(alerts).toHaveLength(1);
  // Three refusals on both of its routes shut a key out: the second one with that of minute 605.
  expect(minutesIn(alerts[0]?.startedAtMs ?? 0)).toBe(606);
  expect(minutesIn(alerts[0]?.endedAtMs ?? 0)).toBeGreaterThanOrEqual(701);
  expect(minutesIn(alerts[0]?.endedAtMs ?? 0)).toBeLessThanOrEqual(703);
  await store.close();
});

test("where no key was refused, nothing is read to know that none was suspended", async () => {
  const { store, run, pagesRead } = await storeOf(twoKeys(600, 700, 404));
  expect(await run(ruleOf("suspected_suspension"))).toMatchObject({ alerts: [], summary: "No alert" });
  expect(pagesRead()).toBe(0);
  await store.close();
});

test("a deprecated operation is told once, by the hour, as long as it is called within a week", async () => {
  const calls = [100, 130, 900].map((at) =>
    sampleAttempt({ startedAtMs: startMs + at * minute, sunset: "2027-01-01T00:00:00Z", route: "GET /old" }),
  );
  const { store, run } = await storeOf([...callEachMinute(() => false), ...calls]);
  const { alerts, stepSeconds } = await run(ruleOf("deprecated_operation"));
  expect(stepSeconds).toBe(3_600);
  expect(alerts).toHaveLength(1);
  expect(minutesIn(alerts[0]?.startedAtMs ?? 0)).toBe(120);
  expect(alerts[0]?.endedAtMs).toBeNull();
  expect(alerts[0]?.summary).toContain("Kisi removes it on 2027-01-01");
  await store.close();
});
