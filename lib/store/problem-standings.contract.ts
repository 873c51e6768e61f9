import { expect, test } from "vitest";
import type { Problem, Standing } from "#lib/model/problem";
import { playground } from "#lib/store/arbitrary-attempts";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Store } from "#lib/store/store";

const at = (ms: number) => playground.fromMs + ms;
const failed = (ms: number) => sampleAttempt({ startedAtMs: at(ms), status: 404, outcome: "client_error" });

const resolved = (ms: number, regressAfterMs: number | null = at(ms)): Partial<Standing> => ({
  state: "resolved",
  resolvedAtMs: at(ms),
  regressAfterMs,
});

/** How problems change where they stand, by people and by coming back. */
export function describeProblemStandings(open: () => Promise<Store>): void {
  const withProblem = (name: string, run: (store: Store, problem: Problem) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await store.record([failed(1)]);
        await run(store, await read(store));
      } finally {
        await store.close();
      }
    });

  async function read(store: Store): Promise<Problem> {
    const [row] = await store.listProblems({ range: playground, senders: {} });
    if (!row) throw new Error("there is no problem");
    return row.problem;
  }

  function change(store: Store, problem: Problem, changes: Partial<Standing>): Promise<boolean> {
    const { state, mute, resolvedAtMs, regressAfterMs, regressedAtMs, escalatingSinceMs } = problem;
    const standing = { state, mute, resolvedAtMs, regressAfterMs, regressedAtMs, escalatingSinceMs, ...changes };
    const event = { atMs: at(4), author: "ada@example.com", state: standing.state, note: "fixed" };
    return store.changeProblem({ id: problem.id, revision: problem.revision, standing, event });
  }

  withProblem("a change is kept and told, unless another came before", async (store, problem) => {
    const standing = resolved(50);
    expect(await change(store, problem, standing)).toBe(true);
    expect(await read(store)).toEqual({ ...problem, ...standing, revision: problem.revision + 1 });
    expect(await change(store, problem, { state: "ongoing" })).toBe(false);
    expect(await read(store)).toMatchObject(standing);
    const events = await store.listProblemEvents(problem.id, 9);
    expect(events).toEqual([{ atMs: at(4), author: "ada@example.com", state: "resolved", note: "fixed" }]);
    expect(await change(store, { ...problem, id: "none" }, standing)).toBe(false);
  });

  withProblem("every kind of mute comes back as it was kept", async (store, problem) => {
    let seen = problem;
    for (const mute of [
      { kind: "forever" },
      { kind: "until", atMs: at(7) },
      { kind: "count", attempts: 12 },
      { kind: "escalates" },
      null,
    ] as const) {
      expect(await change(store, seen, { state: mute ? "muted" : "ongoing", mute })).toBe(true);
      seen = await read(store);
      expect(seen.mute).toEqual(mute);
    }
  });

  withProblem("a resolved problem regresses with the first attempt that started later", async (store, problem) => {
    await change(store, problem, resolved(50));
    await store.record([failed(50), failed(20)]);
    expect(await read(store)).toMatchObject({ state: "resolved", attempts: 3 });
    await store.recordIngested({
      rows: [90, 70, 30].map((ms) => ({ attempt: failed(ms), externalKey: null })),
      moves: [],
    });
    expect(await read(store)).toMatchObject({ state: "regressed", regressedAtMs: at(70), resolvedAtMs: at(50) });
    const [event] = await store.listProblemEvents(problem.id, 1);
    expect(event).toEqual({ atMs: at(70), author: null, state: "regressed", note: null });
  });

  withProblem("one that waits for a deploy regresses after the next", async (store, problem) => {
    await change(store, problem, resolved(50, null));
    await store.record([failed(60)]);
    const deploy = { release: "v1", integration: null, origin: "api" } as const;
    expect(await store.recordDeploy({ ...deploy, atMs: at(40) })).toBe(true);
    await store.record([failed(61)]);
    expect((await read(store)).state).toBe("resolved");
    expect(await store.recordDeploy({ ...deploy, atMs: at(70) })).toBe(true);
    const waiting = await read(store);
    expect(waiting).toMatchObject({ state: "resolved", regressAfterMs: at(70) });
    expect(await change(store, { ...waiting, revision: waiting.revision - 1 }, { state: "ongoing" })).toBe(false);
    await store.record([failed(70)]);
    expect((await read(store)).state).toBe("resolved");
    await store.record([failed(71)]);
    expect(await read(store)).toMatchObject({ state: "regressed", regressedAtMs: at(71) });
  });

  withProblem("a mute ends with the attempt that it counts to", async (store, problem) => {
    await change(store, problem, { state: "muted", mute: { kind: "count", attempts: 3 } });
    await store.record([failed(2)]);
    expect((await read(store)).state).toBe("muted");
    await store.record([failed(9)]);
    expect(await read(store)).toMatchObject({ state: "ongoing", mute: null });
    const [event] = await store.listProblemEvents(problem.id, 1);
    expect(event).toEqual({ atMs: at(9), author: null, state: "ongoing", note: null });
  });

  withProblem("other mutes outlast attempts", async (store, problem) => {
    await change(store, problem, { state: "muted", mute: { kind: "escalates" } });
    await store.record([failed(2), failed(3)]);
    expect(await read(store)).toMatchObject({ state: "muted", attempts: 3 });
  });

  withProblem("notes are told newest first, as many as asked for", async (store, { id }) => {
    const note = (ms: number) => ({ atMs: at(ms), author: null, state: null, note: `note ${ms}` });
    for (const ms of [3, 5, 4]) await store.addProblemNote(id, note(ms));
    expect(await store.listProblemEvents(id, 2)).toEqual([note(5), note(4)]);
    expect(await store.listProblemEvents("none", 2)).toEqual([]);
  });

  withProblem("deploys are told newest first and kept once", async (store) => {
    const deploy = (release: string, ms: number, integration: string | null = null) =>
      ({ release, atMs: at(ms), integration, origin: "header" }) as const;
    const told = [deploy("v1", 1), deploy("v2", 5), deploy("v2", 5, "sync"), deploy("v2", 6)];
    for (const one of told) expect(await store.recordDeploy(one)).toBe(true);
    expect(await store.recordDeploy(deploy("v2", 5, "sync"))).toBe(false);
    expect(await store.recordDeploy(deploy("v2", 5))).toBe(false);
    const range = { fromMs: at(1), toMs: at(6) };
    expect(await store.listDeploys(range, 9)).toEqual([told[2], told[1], told[0]]);
    expect(await store.listDeploys(range, 1)).toEqual([told[2]]);
  });
}
