import { expect, test } from "vitest";
import type { AttemptOfCall, Call } from "#lib/model/call";
import { prepareWaterfall } from "./prepare-waterfall";

const call: Call = {
  callId: "c",
  startedAtMs: 1_000,
  method: "GET",
  route: "GET /locks",
  path: "/locks",
  status: 200,
  outcome: "success",
  networkError: null,
  blockedReason: null,
  errorCode: null,
  errorMessage: null,
  retries: 1,
  attempts: 2,
  latencyMs: 1_000,
  heldBackMs: 100,
  integration: null,
  credential: null,
  credentialLast4: null,
  source: "console",
  stopReason: "answered",
  problemId: null,
};

const attempt = (changes: Partial<AttemptOfCall>): AttemptOfCall => ({
  attempt: 1,
  startedAtMs: 1_000,
  toldStartedAtMs: null,
  method: "GET",
  route: "GET /locks",
  path: "/locks",
  status: 200,
  outcome: "success",
  networkError: null,
  blockedReason: null,
  latencyMs: 100,
  ttfbMs: null,
  heldBackMs: 0,
  waitedMs: 0,
  retryAfterMs: null,
  errorCode: null,
  errorMessage: null,
  deprecation: null,
  sunset: null,
  partnerHeaders: null,
  source: "console",
  integration: null,
  credential: null,
  credentialLast4: null,
  ...changes,
});

test("waits, holding back, head and body lie one after the other", () => {
  const rows = prepareWaterfall(call, [
    attempt({ startedAtMs: 1_100, heldBackMs: 100, latencyMs: 200, ttfbMs: 150 }),
    attempt({ attempt: 2, startedAtMs: 1_800, waitedMs: 500, latencyMs: 200, ttfbMs: 200 }),
  ]);
  const drawn = rows.map(({ stretches }) =>
    stretches.map(({ kind, start, length }) => [kind, Number(start.toFixed(3)), Number(length.toFixed(3))]),
  );
  expect(drawn).toEqual([
    [
      ["held_back", 0, 0.1],
      ["to_head", 0.1, 0.15],
      ["body", 0.25, 0.05],
    ],
    [
      ["waited", 0.3, 0.5],
      ["to_head", 0.8, 0.2],
    ],
  ]);
});

test("what rounds to nothing is not drawn", () => {
  const [row] = prepareWaterfall(call, [attempt({ latencyMs: 100.02, ttfbMs: 100 })]);
  expect(row?.stretches.map(({ kind }) => kind)).toEqual(["to_head"]);
});

test("an attempt without an answer is one stretch, and no head is claimed", () => {
  const [row] = prepareWaterfall(call, [attempt({ status: null, outcome: "network_error", latencyMs: 1_000 })]);
  expect(row?.stretches.map(({ kind }) => kind)).toEqual(["no_head"]);
});

test("nothing is drawn outside the axis, even if clocks disagree", () => {
  const rows = prepareWaterfall({ ...call, latencyMs: 0 }, [
    attempt({ startedAtMs: 900, waitedMs: 5_000, latencyMs: 0 }),
    attempt({ startedAtMs: 90_000, latencyMs: 10 }),
  ]);
  for (const { start, length } of rows.flatMap(({ stretches }) => stretches)) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start + length).toBeLessThanOrEqual(1);
  }
});
