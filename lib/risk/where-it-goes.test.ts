import { expect, test } from "vitest";
import type { RiskLimit } from "#lib/model/risk";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { judgeWindow } from "#lib/risk/budget";
import type { LimitState } from "#lib/risk/read-risk";
import { type Share, wayBack } from "#lib/risk/where-it-goes";

const nowMs = Date.UTC(2026, 2, 29, 12);
const minute = 60_000;
const limit: RiskLimit = { seconds: 3_600, rate: null, count: 100 };

/** A bad attempt each half minute in the last half hour, of which `going` a minute still go on. */
function stateOf(bad: number, recentBad: number): LimitState {
  const watched = { limit, preset: null, weighed: "bad", appliesAbove: null } as const;
  const sums = { attempts: bad, bad, badRetries: 0 };
  return {
    watched,
    window: judgeWindow(watched, sums, defaultRiskSettings),
    history: {
      nowMs,
      windowMs: 60 * minute,
      slices: [{ fromMs: nowMs - 30 * minute, toMs: nowMs, attempts: bad, bad }],
    },
    recent: { spanMs: 15 * minute, attempts: recentBad, bad: recentBad },
    forecast: { limitReachedAtMs: null, lowMs: null, highMs: null },
  };
}

const share = (key: string, bad: number): Share => ({
  key,
  attempts: bad * 2,
  bad: bad * 2,
  badRetries: 0,
  recent: { attempts: bad, bad },
});

function back(state: LimitState, route: readonly Share[], credential: readonly Share[] = []) {
  return wayBack({ state, settings: defaultRiskSettings, shares: { route, credential, integration: [] } });
}

test("under the warning level there is nothing to come back from", () => {
  expect(back(stateOf(49, 30), [])).toBeNull();
});

test("names the one thing whose end brings it back soonest", () => {
  // 90 in half an hour, and 45 in its second half: 35 a quarter of an hour from the one route, 10 from the other.
  const found = back(stateOf(90, 45), [share("GET /a", 35), share("GET /b", 10)], [share("key", 45)]);
  expect(found?.byItselfAtMs).toBeNull();
  // From half an hour on three a minute age out: from 90 to 50 takes 13 min 20 s.
  expect(found?.relief).toEqual({ part: "credential", key: "key", atMs: nowMs + 30 * minute + (40 / 3) * minute });
});

test("names nothing when no single thing is enough", () => {
  const found = back(stateOf(90, 60), [share("GET /a", 20), share("GET /b", 20), share("GET /c", 20)]);
  expect(found).toEqual({ byItselfAtMs: null, relief: null });
});

test("names nothing when it comes back by itself as soon", () => {
  const found = back(stateOf(60, 0), [share("GET /a", 0)]);
  expect(found).toEqual({ byItselfAtMs: nowMs + 35 * minute, relief: null });
});

test("what has no key cannot be stopped by its name", () => {
  expect(back(stateOf(90, 45), [], [share("none", 45)])?.relief).toBeNull();
});
