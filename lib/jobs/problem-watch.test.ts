import { expect, test } from "vitest";
import { watchProblems } from "#lib/jobs/problem-watch";
import { sampleProblem } from "#lib/problems/sample-problem";
import { createFakeClock } from "#lib/time/fake-clock";

test("problems are turned each minute until the stop, and a failure is made up for by the next minute", async () => {
  const clock = createFakeClock();
  const jobs = new AbortController();
  const lines: string[] = [];
  let passes = 0;
  const store = {
    listProblems: async () => {
      passes += 1;
      if (passes === 1) throw new Error("disk full");
      const problem = sampleProblem({ state: passes === 2 ? "new" : "ongoing", lastSeenAtMs: clock.now() });
      return [{ problem, attempts: 0, calls: 0 }];
    },
    readProblemFigures: async () => [],
    changeProblem: async () => true,
  };
  const write = (_: object, words: string) => void lines.push(words);
  const log = { info: write, error: write };
  const problemSettings = { inForce: () => ({ quietDays: 14 }) };
  const watched = watchProblems({ clock, log, store, problemSettings }, jobs.signal);
  await clock.advance(150_000);
  expect(passes).toBe(3);
  expect(lines).toEqual(["problems could not be looked after; it is tried again in a minute", "a problem turned"]);
  jobs.abort();
  await watched;
  expect(clock.pendingMs()).toEqual([]);
});
