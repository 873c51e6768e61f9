import { turnProblems } from "#lib/problems/watch-problems";
import type { App } from "#lib/server/app";

const minuteMs = 60_000;
const dayMs = 86_400_000;

type WatchApp = Pick<App, "clock"> & {
  readonly log: Readonly<Record<"info" | "error", (facts: object, words: string) => void>>;
  readonly store: Parameters<typeof turnProblems>[0];
  readonly problemSettings: Pick<App["problemSettings"], "inForce">;
};

/**
 * Turns problems as time goes by, each minute until `signal` aborts. One pass at a time; a pass that fails is logged,
 * and the next one makes up for it.
 */
export async function watchProblems(app: WatchApp, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await turnOnce(app);
    await app.clock.sleep(minuteMs, signal).catch(() => {
      // The signal ends the wait; the loop's condition sees it.
    });
  }
}

async function turnOnce({ clock, log, store, problemSettings }: WatchApp): Promise<void> {
  try {
    const turned = await turnProblems(store, clock.now(), problemSettings.inForce().quietDays * dayMs);
    for (const { problem, from } of turned)
      log.info({ problem: problem.id, from, to: problem.state }, "a problem turned");
  } catch (error) {
    log.error({ err: error }, "problems could not be looked after; it is tried again in a minute");
  }
}
