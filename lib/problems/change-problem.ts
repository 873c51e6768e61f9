import { AppError } from "#lib/errors";
import type { Problem, Standing } from "#lib/model/problem";
import { type ProblemAction, standingBy, standingOf } from "#lib/problems/lifecycle";
import type { ProblemStore } from "#lib/store/problem-store";

type Store = Pick<ProblemStore, "findProblem" | "changeProblem" | "addProblemNote">;

/** Who changes a problem, when, and with which words. */
export type ChangeMark = { readonly author: string; readonly nowMs: number; readonly note?: string | undefined };

/** A changed problem with where it stood before, which undoes the change when given to `restoreProblem`. */
export type ChangedProblem = { readonly problem: Problem; readonly before: Standing };

/** Others may change the same problem at the same time, traffic among them. */
const triesMax = 5;

/**
 * Does what a person wants of a problem, and tells it in its history. Throws `not_found`, and `bad_input` for a mute
 * that would have ended already.
 */
export async function changeProblem(
  store: Store,
  id: string,
  action: ProblemAction,
  mark: ChangeMark,
): Promise<ChangedProblem> {
  const until = action.action === "mute" ? action.muteUntil : undefined;
  if (until && "atMs" in until && until.atMs <= mark.nowMs) {
    const message = "must be in the future";
    throw new AppError("bad_input", `muteUntil.at ${message}`, { errors: [{ path: "muteUntil.at", message }] });
  }
  return change(store, id, (problem) => standingBy(action, problem, mark.nowMs), mark);
}

/** The same for many, one after the other. Those that are none are left out. */
export async function changeProblems(
  store: Store,
  ids: readonly string[],
  action: ProblemAction,
  mark: ChangeMark,
): Promise<readonly ChangedProblem[]> {
  const changed: ChangedProblem[] = [];
  for (const id of ids) {
    if (await store.findProblem(id)) changed.push(await changeProblem(store, id, action, mark));
  }
  return changed;
}

/** Puts a problem back where it stood, as `changeProblem` told. Throws `not_found`. */
export function restoreProblem(
  store: Store,
  id: string,
  standing: Standing,
  mark: ChangeMark,
): Promise<ChangedProblem> {
  return change(store, id, () => standing, mark);
}

/** Adds a note to a problem's history. Throws `not_found`. */
export async function addNote(
  store: Store,
  id: string,
  note: string,
  { author, nowMs }: Omit<ChangeMark, "note">,
): Promise<void> {
  if (!(await store.findProblem(id))) throw noSuchProblem();
  await store.addProblemNote(id, { atMs: nowMs, author, state: null, note });
}

/** A problem by its id. Throws `not_found`. */
export async function getProblem(store: Pick<ProblemStore, "findProblem">, id: string): Promise<Problem> {
  const problem = await store.findProblem(id);
  if (!problem) throw noSuchProblem();
  return problem;
}

async function change(
  store: Store,
  id: string,
  decide: (problem: Problem) => Standing,
  { author, nowMs, note = "" }: ChangeMark,
): Promise<ChangedProblem> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const problem = await getProblem(store, id);
    const standing = decide(problem);
    const event = { atMs: nowMs, author, state: standing.state, note: note === "" ? null : note };
    if (await store.changeProblem({ id, revision: problem.revision, standing, event })) {
      return { problem: { ...problem, ...standing, revision: problem.revision + 1 }, before: standingOf(problem) };
    }
  }
  throw new AppError("conflict", "The problem changes faster than it could be changed: try again");
}

function noSuchProblem(): AppError {
  return new AppError("not_found", "There is no such problem");
}
