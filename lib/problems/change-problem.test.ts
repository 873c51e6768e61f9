import { expect, test } from "vitest";
import type { Problem, ProblemEvent } from "#lib/model/problem";
import { addNote, changeProblem, changeProblems, restoreProblem } from "#lib/problems/change-problem";
import { sampleProblem } from "#lib/problems/sample-problem";
import type { StandingChange } from "#lib/store/problem-store";

const mark = { author: "ada@example.com", nowMs: Date.UTC(2026, 1, 20) };

/** One problem, which others change first as often as said. */
function open(meanwhile = 0) {
  const state = { problem: sampleProblem(), meanwhile };
  const events: ProblemEvent[] = [];
  return {
    events,
    problem: (): Problem => state.problem,
    findProblem: async (id: string) => (id === state.problem.id ? state.problem : undefined),
    changeProblem: async ({ revision, standing, event }: StandingChange) => {
      if (state.meanwhile-- > 0) state.problem = { ...state.problem, revision: state.problem.revision + 1 };
      if (revision !== state.problem.revision) return false;
      state.problem = { ...state.problem, ...standing, revision: revision + 1 };
      events.push(event);
      return true;
    },
    addProblemNote: async (_: string, event: ProblemEvent) => void events.push(event),
  };
}

test("a change is decided anew when another came before", async () => {
  const store = open(3);
  const { problem } = await changeProblem(store, store.problem().id, { action: "resolve" }, mark);
  expect(problem).toEqual(store.problem());
  expect(store.events).toHaveLength(1);
  await expect(changeProblem(open(9), problem.id, { action: "resolve" }, mark)).rejects.toMatchObject({
    code: "conflict",
  });
});

test("what stood before undoes the change", async () => {
  const store = open();
  const before = store.problem();
  const [changed] = await changeProblems(store, ["none", before.id], { action: "mute" }, { ...mark, note: "noise" });
  expect(store.problem()).toMatchObject({ state: "muted", mute: { kind: "forever" } });
  if (!changed) throw new Error("nothing was changed");
  await restoreProblem(store, before.id, changed.before, mark);
  expect(store.problem()).toEqual({ ...before, revision: 2 });
  expect(store.events.map(({ state, note, author }) => [state, note, author])).toEqual([
    ["muted", "noise", mark.author],
    ["ongoing", null, mark.author],
  ]);
});

test("a mute that would have ended already is refused", async () => {
  const store = open();
  const { id } = store.problem();
  const mute = (atMs: number) => changeProblem(store, id, { action: "mute", muteUntil: { atMs } }, mark);
  await expect(mute(mark.nowMs)).rejects.toMatchObject({ code: "bad_input" });
  expect((await mute(mark.nowMs + 1)).problem.state).toBe("muted");
});

test("a note stands in the history and changes nothing", async () => {
  const store = open();
  await addNote(store, store.problem().id, "looking into it", mark);
  expect(store.events).toEqual([{ atMs: mark.nowMs, author: mark.author, state: null, note: "looking into it" }]);
  expect(store.problem().revision).toBe(0);
  await expect(addNote(store, "none", "x", mark)).rejects.toMatchObject({ code: "not_found" });
});
