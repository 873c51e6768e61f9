import { expect, test } from "vitest";
import { networkErrors } from "#lib/model/attempt";
import { outcomes } from "#lib/model/outcome";
import { type Breaker, createBreaker, type Verdict, verdictOf } from "#lib/outbound/breaker";
import { createFakeClock } from "#lib/time/fake-clock";

function setUp() {
  const clock = createFakeClock();
  return { clock, breaker: createBreaker(clock) };
}

function report(breaker: Breaker, key: string, ...verdicts: Verdict[]) {
  for (const verdict of verdicts) breaker.admit(key, false)?.settle(verdict);
}

const fiveDead: Verdict[] = ["dead", "dead", "dead", "dead", "dead"];

test("five failures in a row open it for half a minute", async () => {
  const { breaker, clock } = setUp();
  report(breaker, "a", "dead", "dead", "dead", "dead");
  expect(breaker.refusesForMs("a")).toBe(0);
  report(breaker, "a", "dead");
  expect(breaker.refusesForMs("a")).toBe(30_000);
  expect(breaker.admit("a", false)).toBeNull();
  await clock.advance(29_999);
  expect(breaker.admit("a", false)).toBeNull();
  await clock.advance(1);
  expect(breaker.admit("a", false)).not.toBeNull();
});

test("any sign of life in between starts the count again", () => {
  const { breaker } = setUp();
  report(breaker, "a", "dead", "dead", "dead", "dead", "alive", "dead", "dead", "dead", "dead");
  expect(breaker.refusesForMs("a")).toBe(0);
});

test("an end that tells nothing neither counts nor clears", () => {
  const { breaker } = setUp();
  report(breaker, "a", "dead", "dead", "dead", "dead", "unknown", "unknown", "dead");
  expect(breaker.refusesForMs("a")).toBe(30_000);
});

test("keys do not share a circuit", () => {
  const { breaker } = setUp();
  report(breaker, "a", ...fiveDead);
  expect(breaker.refusesForMs("b")).toBe(0);
});

test("after the half minute one probe goes, the others wait for its verdict", async () => {
  const { breaker, clock } = setUp();
  report(breaker, "a", ...fiveDead);
  await clock.advance(30_000);
  expect(breaker.refusesForMs("a")).toBe(0);
  const probe = breaker.admit("a", false);
  expect(probe).not.toBeNull();
  expect(breaker.admit("a", false)).toBeNull();
  expect(breaker.refusesForMs("a")).toBe(1000);
  probe?.settle("alive");
  expect(breaker.refusesForMs("a")).toBe(0);
  report(breaker, "a", "dead", "dead", "dead", "dead");
  expect(breaker.refusesForMs("a")).toBe(0);
});

test("a probe that fails opens it for another half minute", async () => {
  const { breaker, clock } = setUp();
  report(breaker, "a", ...fiveDead);
  await clock.advance(30_000);
  report(breaker, "a", "dead");
  expect(breaker.refusesForMs("a")).toBe(30_000);
});

test("a probe that was broken off leaves its place to the next call", async () => {
  const { breaker, clock } = setUp();
  report(breaker, "a", ...fiveDead);
  await clock.advance(30_000);
  report(breaker, "a", "unknown");
  expect(breaker.refusesForMs("a")).toBe(0);
});

test("what was under way when it opened does not keep it open for longer", async () => {
  const { breaker, clock } = setUp();
  const underWay = [1, 2, 3].map(() => breaker.admit("a", false));
  report(breaker, "a", ...fiveDead);
  await clock.advance(20_000);
  for (const permit of underWay) permit?.settle("dead");
  expect(breaker.refusesForMs("a")).toBe(10_000);
});

test("a door action is never refused, takes the probe's place if it is free, and can close the circuit", async () => {
  const { breaker, clock } = setUp();
  report(breaker, "a", ...fiveDead);
  const door = breaker.admit("a", true);
  expect(door).not.toBeNull();
  door?.settle("dead");
  expect(breaker.refusesForMs("a")).toBe(30_000);
  await clock.advance(30_000);
  const probe = breaker.admit("a", true);
  expect(breaker.admit("a", false)).toBeNull();
  expect(breaker.admit("a", true)).not.toBeNull();
  probe?.settle("alive");
  expect(breaker.refusesForMs("a")).toBe(0);
});

test("a permit that is settled twice counts once, for the circuit it was given by", async () => {
  const { breaker, clock } = setUp();
  report(breaker, "a", ...fiveDead);
  await clock.advance(30_000);
  const probe = breaker.admit("a", false);
  probe?.settle("dead");
  await clock.advance(10_000);
  probe?.settle("dead");
  expect(breaker.refusesForMs("a")).toBe(20_000);
});

test("of endless failing keys the newest thousand are remembered", () => {
  const { breaker } = setUp();
  report(breaker, "first", ...fiveDead);
  for (let key = 0; key < 999; key += 1) report(breaker, `key ${key}`, "dead");
  expect(breaker.refusesForMs("first")).toBe(30_000);
  for (let key = 1000; key < 1010; key += 1) report(breaker, `key ${key}`, "dead");
  expect(breaker.refusesForMs("first")).toBe(0);
});

test("4xx are signs of life, 5xx and transport errors are not, a caller who left says nothing", () => {
  const answered = outcomes.filter((outcome) => outcome !== "blocked" && outcome !== "network_error");
  const verdicts = answered.map((outcome) => [outcome, verdictOf({ outcome, networkError: null, sent: true })]);
  expect(Object.fromEntries(verdicts)).toEqual({
    success: "alive",
    redirect: "alive",
    client_error: "alive",
    rate_limited: "alive",
    server_error: "dead",
    aborted: "unknown",
  });
});

test("nor does a deadline, or a request that could not be put on a wire", () => {
  for (const networkError of networkErrors) {
    const verdict = (sent: boolean) => verdictOf({ outcome: "network_error", networkError, sent });
    expect([networkError, verdict(true)]).toEqual([networkError, networkError === "deadline" ? "unknown" : "dead"]);
    const notMet = networkError === "deadline" || networkError === "other";
    expect([networkError, verdict(false)]).toEqual([networkError, notMet ? "unknown" : "dead"]);
  }
});
