import { expect, test } from "vitest";
import { type Recurrence, stateAfterRecurrence } from "#lib/store/recurrence";

const problem: Recurrence = {
  state: "ongoing",
  regressAfterMs: null,
  muteUntilAttempts: null,
  attempts: 5,
  latestMs: 100,
};

test.each<[string, Partial<Recurrence>, string | null]>([
  ["an open one stays as it is", {}, null],
  ["a new one stays new", { state: "new" }, null],
  ["a resolved one comes back later", { state: "resolved", regressAfterMs: 99 }, "regressed"],
  ["not at the same moment", { state: "resolved", regressAfterMs: 100 }, null],
  ["not by what came late", { state: "resolved", regressAfterMs: 101 }, null],
  ["not while it waits for a deploy", { state: "resolved" }, null],
  ["a muted one stays muted", { state: "muted" }, null],
  ["until its count", { state: "muted", muteUntilAttempts: 5 }, "ongoing"],
  ["not before its count", { state: "muted", muteUntilAttempts: 6 }, null],
  ["an old resolution says nothing of an open one", { state: "escalating", regressAfterMs: 1 }, null],
])("%s", (_, changes, state) => {
  expect(stateAfterRecurrence({ ...problem, ...changes })).toBe(state);
});
