import type { Advice } from "#lib/kisi/advice";
import type { Deploy, Problem } from "#lib/model/problem";
import { type Fault, faultOf } from "#lib/problems/fault";
import type { ProblemStore } from "#lib/store/problem-store";
import type { AttemptReader, FigureCell } from "#lib/store/store";

const hourMs = 3_600_000;

type Reading = {
  readonly problem: Problem;
  readonly advice: Pick<Advice, "side">;
  /** The latest deploy when it was first seen, or when it came back. */
  readonly deploy: Deploy | null;
};

/** Gathers the evidence of whose fault a problem is, from the hour up to its latest attempt, and weighs it. */
export async function readFault(
  store: Pick<AttemptReader, "readFigures"> & Pick<ProblemStore, "readProblemFigures">,
  { problem, advice, deploy }: Reading,
): Promise<Fault> {
  const toMs = problem.lastSeenAtMs + 1;
  const asked = { range: { fromMs: toMs - hourMs, toMs }, filter: {}, bucketSeconds: 86_400, timeZone: "UTC" } as const;
  const own = { ids: [problem.id], range: asked.range, senders: {}, bucketSeconds: 3_600, timeZone: "UTC" } as const;
  const [byRoute, byCredential, [figures]] = await Promise.all([
    store.readFigures({ ...asked, by: "route", mayWiden: true }),
    store.readFigures({ ...asked, by: "credential", mayWiden: true }),
    store.readProblemFigures(own),
  ]);
  const sent = byRoute.cells.filter(({ outcome }) => outcome !== "blocked");
  // Traffic without a key has none to fail with.
  const withKey = byCredential.cells.filter(({ key, outcome }) => key !== "none" && outcome !== "blocked");
  const ofRoute = sent.filter(({ key }) => key === problem.route);
  const beganAtMs = problem.regressedAtMs ?? problem.firstSeenAtMs;
  return faultOf({
    outcome: problem.outcome,
    status: problem.status,
    side: advice.side,
    route: { attempts: sum(ofRoute), successes: sum(ofRoute.filter(({ outcome }) => outcome === "success")) },
    all: { attempts: sum(sent), unanswered: sum(sent.filter(({ outcome }) => outcome === "network_error")) },
    routes: spreadOf(sent),
    credentials: spreadOf(withKey),
    keys: {
      used: spreadOf(withKey).used,
      met: figures?.credentials.filter(({ key }) => key !== null).length ?? 0,
    },
    deploy: deploy && { release: deploy.release, beforeMs: beganAtMs - deploy.atMs },
  });
}

function sum(cells: readonly FigureCell[]): number {
  return cells.reduce((total, { attempts }) => total + attempts, 0);
}

function spreadOf(cells: readonly FigureCell[]): { readonly used: number; readonly with5xx: number } {
  const failing = cells.filter(({ outcome }) => outcome === "server_error");
  return { used: new Set(cells.map(({ key }) => key)).size, with5xx: new Set(failing.map(({ key }) => key)).size };
}
