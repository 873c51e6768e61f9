import { AppError } from "#lib/errors";
import type { Deploy } from "#lib/model/problem";
import type { ProblemStore } from "#lib/store/problem-store";
import type { Range } from "#lib/time/range";

type Store = Pick<ProblemStore, "recordDeploy" | "listDeploys">;

const aheadMsMax = 5 * 60_000;

/** Keeps a deploy; the same one told again is no error. Throws `bad_input` for one that is yet to come. */
export async function recordDeploy(store: Pick<Store, "recordDeploy">, deploy: Deploy, nowMs: number): Promise<void> {
  if (deploy.atMs > nowMs + aheadMsMax) {
    const message = "must not be in the future: tell a deploy once it is done";
    throw new AppError("bad_input", `at ${message}`, { errors: [{ path: "at", message }] });
  }
  await store.recordDeploy(deploy);
}

/** The deploys of a range, newest first, 500 at most. */
export function listDeploys(store: Pick<Store, "listDeploys">, range: Range): Promise<readonly Deploy[]> {
  return store.listDeploys(range, 500);
}

/** The deploy that was the latest at a moment; null before the first. */
export async function findDeployAt(store: Pick<Store, "listDeploys">, atMs: number): Promise<Deploy | null> {
  const [deploy] = await store.listDeploys({ fromMs: 0, toMs: atMs + 1 }, 1);
  return deploy ?? null;
}
