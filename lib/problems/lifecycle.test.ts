import { describe, expect, test } from "vitest";
import type { Problem, Standing } from "#lib/model/problem";
import { usualRateOf } from "#lib/problems/escalation";
import { type LastHour, type ProblemAction, standingAfterTime, standingBy } from "#lib/problems/lifecycle";
import { sampleProblem } from "#lib/problems/sample-problem";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.UTC(2026, 1, 20);
const old = { firstSeenAtMs: nowMs - 30 * dayMs, lastSeenAtMs: nowMs - hourMs };
const quiet: LastHour = { attempts: 0, rate: usualRateOf([]) };
const usually = (usual: number, attempts: number): LastHour => ({ attempts, rate: usualRateOf([usual]) });

describe("what people do", () => {
  test.each<[string, ProblemAction, Partial<Problem>, Partial<Standing>]>([
    ["resolve", { action: "resolve" }, {}, { state: "resolved", resolvedAtMs: nowMs, regressAfterMs: nowMs }],
    [
      "resolve with the next deploy",
      { action: "resolve", inNextDeploy: true },
      {},
      { state: "resolved", resolvedAtMs: nowMs, regressAfterMs: null },
    ],
    [
      "resolve what was muted",
      { action: "resolve" },
      { state: "muted", mute: { kind: "forever" } },
      { state: "resolved", mute: null },
    ],
    ["mute for ever", { action: "mute" }, {}, { state: "muted", mute: { kind: "forever" } }],
    [
      "mute until a time",
      { action: "mute", muteUntil: { atMs: nowMs + 5 } },
      {},
      { state: "muted", mute: { kind: "until", atMs: nowMs + 5 } },
    ],
    [
      "mute until more came",
      { action: "mute", muteUntil: { count: 10 } },
      { attempts: 7 },
      { mute: { kind: "count", attempts: 17 } },
    ],
    [
      "mute until it escalates",
      { action: "mute", muteUntil: { escalates: true } },
      {},
      { mute: { kind: "escalates" } },
    ],
    ["reopen", { action: "reopen" }, { state: "resolved", resolvedAtMs: 5 }, { state: "ongoing", resolvedAtMs: 5 }],
    [
      "reopen a new one",
      { action: "reopen" },
      { state: "muted", firstSeenAtMs: nowMs - 5 },
      { state: "new", mute: null },
    ],
    [
      "reopen what had come back",
      { action: "reopen" },
      { state: "resolved", regressedAtMs: nowMs - hourMs },
      { state: "regressed" },
    ],
    [
      "reopen what escalates",
      { action: "reopen" },
      { state: "muted", mute: { kind: "forever" }, escalatingSinceMs: nowMs - 5 },
      { state: "escalating" },
    ],
  ])("%s", (_, action, problem, standing) => {
    expect(standingBy(action, sampleProblem({ ...old, ...problem }), nowMs)).toMatchObject(standing);
  });
});

describe("what time does", () => {
  test.each<[string, Partial<Problem>, LastHour, Partial<Standing> | null]>([
    ["a new one stays new for a day", { state: "new", firstSeenAtMs: nowMs - dayMs + 1 }, usually(1, 500), null],
    ["and then is ongoing", { state: "new", firstSeenAtMs: nowMs - dayMs }, quiet, { state: "ongoing" }],
    [
      "one that came back is news for a week",
      { state: "regressed", regressedAtMs: nowMs - 7 * dayMs + 1 },
      quiet,
      null,
    ],
    ["and then is ongoing", { state: "regressed", regressedAtMs: nowMs - 7 * dayMs }, quiet, { state: "ongoing" }],
    ["an ongoing one stays", {}, usually(5, 15), null],
    ["and escalates", {}, usually(5, 16), { state: "escalating", escalatingSinceMs: nowMs }],
    ["few are no escalation", {}, usually(1, 9), null],
    ["one whose rate nobody has read does not escalate", {}, { attempts: 999, rate: null }, null],
    ["an escalating one goes on", { state: "escalating", escalatingSinceMs: 5 }, usually(5, 8), null],
    [
      "and calms",
      { state: "escalating", escalatingSinceMs: 5 },
      usually(5, 7),
      { state: "ongoing", escalatingSinceMs: null },
    ],
    ["or becomes usual", { state: "escalating", escalatingSinceMs: 5 }, usually(500, 500), { state: "ongoing" }],
    [
      "a quiet one is resolved",
      { lastSeenAtMs: nowMs - 14 * dayMs },
      quiet,
      { state: "resolved", resolvedAtMs: nowMs, regressAfterMs: nowMs },
    ],
    ["not before", { lastSeenAtMs: nowMs - 14 * dayMs + 1 }, quiet, null],
    ["nor one that was reopened", { lastSeenAtMs: 0, resolvedAtMs: nowMs - dayMs }, quiet, null],
    ["a resolved one stays", { state: "resolved" }, usually(1, 500), null],
    ["a muted one stays", { state: "muted", mute: { kind: "forever" }, lastSeenAtMs: 0 }, usually(1, 500), null],
    [
      "until its time",
      { state: "muted", mute: { kind: "until", atMs: nowMs } },
      quiet,
      { state: "ongoing", mute: null },
    ],
    ["not before its time", { state: "muted", mute: { kind: "until", atMs: nowMs + 1 } }, quiet, null],
    [
      "until it escalates",
      { state: "muted", mute: { kind: "escalates" } },
      usually(5, 16),
      { state: "escalating", mute: null, escalatingSinceMs: nowMs },
    ],
    ["not before it escalates", { state: "muted", mute: { kind: "escalates" } }, usually(5, 15), null],
    ["counts are the store's business", { state: "muted", mute: { kind: "count", attempts: 1 } }, usually(1, 99), null],
  ])("%s", (_, problem, lastHour, standing) => {
    const after = standingAfterTime(sampleProblem({ ...old, ...problem }), lastHour, { nowMs, quietMs: 14 * dayMs });
    if (standing === null) expect(after).toBeNull();
    else expect(after).toMatchObject(standing);
  });

  test("a change is settled: the next minute changes nothing", () => {
    const after = standingAfterTime(sampleProblem(old), usually(5, 16), { nowMs, quietMs: 14 * dayMs });
    const next = sampleProblem({ ...old, ...after });
    expect(standingAfterTime(next, usually(5, 16), { nowMs: nowMs + 60_000, quietMs: 14 * dayMs })).toBeNull();
  });
});
