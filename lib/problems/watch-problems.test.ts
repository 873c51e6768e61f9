import { expect, test } from "vitest";
import type { Problem } from "#lib/model/problem";
import { sampleProblem } from "#lib/problems/sample-problem";
import { turnProblems } from "#lib/problems/watch-problems";
import type { StandingChange } from "#lib/store/problem-store";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = Date.UTC(2026, 1, 20, 12, 30);
const quietMs = 14 * dayMs;
const old = { firstSeenAtMs: nowMs - 30 * dayMs, lastSeenAtMs: nowMs - 5 };

type World = { readonly problem: Problem; readonly lastHour: number; readonly usual?: number };

/** A store that has these problems, each with the same count in every hour of the past. */
function open(world: readonly World[], stale: readonly string[] = []) {
  const changes: StandingChange[] = [];
  const asked: { ids: readonly string[]; fromMs: number; toMs: number }[] = [];
  return {
    changes,
    asked,
    listProblems: async () => world.map(({ problem, lastHour }) => ({ problem, attempts: lastHour, calls: 0 })),
    readProblemFigures: async ({ ids, range }: { ids: readonly string[]; range: { fromMs: number; toMs: number } }) => {
      asked.push({ ids, ...range });
      const points = Array.from({ length: 168 }, (_, n) => n);
      return world
        .filter(({ problem }) => ids.includes(problem.id))
        .map(({ problem: { id }, usual = 0 }) => ({
          ...{ id, attempts: 0, calls: 0, integrations: [], credentials: [] },
          points: points.map((n) => ({ t: range.fromMs + n * hourMs, attempts: usual })),
        }));
    },
    changeProblem: async (change: StandingChange) => {
      if (stale.includes(change.id)) return false;
      changes.push(change);
      return true;
    },
  };
}

test("each problem turns by its own last hour and usual rate, and the history tells that time did it", async () => {
  const store = open([
    { problem: sampleProblem({ ...old, id: "wild", revision: 7 }), lastHour: 40, usual: 5 },
    { problem: sampleProblem({ ...old, id: "busy" }), lastHour: 40, usual: 30 },
    { problem: sampleProblem({ ...old, id: "quiet", lastSeenAtMs: nowMs - quietMs }), lastHour: 0 },
    { problem: sampleProblem({ ...old, id: "old news", state: "new" }), lastHour: 1 },
    { problem: sampleProblem({ ...old, id: "done", state: "resolved" }), lastHour: 0 },
    { problem: sampleProblem({ ...old, id: "calm", state: "escalating", escalatingSinceMs: 5 }), lastHour: 0 },
  ]);
  const turned = await turnProblems(store, nowMs, quietMs);
  expect(turned.map(({ problem, from }) => [problem.id, from, problem.state])).toEqual([
    ["wild", "ongoing", "escalating"],
    ["quiet", "ongoing", "resolved"],
    ["old news", "new", "ongoing"],
    ["calm", "escalating", "ongoing"],
  ]);
  expect(store.changes[0]).toMatchObject({
    id: "wild",
    revision: 7,
    standing: { state: "escalating", escalatingSinceMs: nowMs },
    event: { atMs: nowMs, author: null, state: "escalating", note: null },
  });
});

test("the usual rate is read for those alone that it may change, from the seven days of whole hours before", async () => {
  const store = open([
    { problem: sampleProblem({ ...old, id: "open" }), lastHour: 3 },
    { problem: sampleProblem({ ...old, id: "muted", state: "muted", mute: { kind: "escalates" } }), lastHour: 3 },
    { problem: sampleProblem({ ...old, id: "for ever", state: "muted", mute: { kind: "forever" } }), lastHour: 3 },
    { problem: sampleProblem({ ...old, id: "silent" }), lastHour: 0 },
    { problem: sampleProblem({ ...old, id: "done", state: "resolved" }), lastHour: 3 },
  ]);
  await turnProblems(store, nowMs, quietMs);
  const toMs = Date.UTC(2026, 1, 20, 11);
  expect(store.asked).toEqual([{ ids: ["open", "muted"], fromMs: toMs - 7 * dayMs, toMs }]);
});

test("a change that meets another waits for the next time", async () => {
  const store = open([{ problem: sampleProblem({ ...old, id: "a", state: "new" }), lastHour: 0 }], ["a"]);
  expect(await turnProblems(store, nowMs, quietMs)).toEqual([]);
});
