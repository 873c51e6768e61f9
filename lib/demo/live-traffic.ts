import { type DemoNames, demoRequest, readToEnd } from "#lib/demo/demo-call";
import type { App } from "#lib/server/app";
import type { Simulator } from "#lib/simulator/handler";
import { liveTraffic } from "#lib/simulator/traffic";

type LiveDeps = {
  readonly app: Pick<App, "callUpstream" | "clock" | "env">;
  readonly names: DemoNames;
  readonly simulator: Simulator;
  readonly seed: number;
};

/** Goes on with about one call a second, in real time and over real sockets, until the signal aborts. */
export async function keepTraffic({ app, names, simulator, seed }: LiveDeps, signal: AbortSignal): Promise<void> {
  const { callUpstream, clock, env } = app;
  for (const intention of liveTraffic({ seed, simulator, startAtMs: clock.now() })) {
    await clock.sleep(Math.max(0, intention.atMs - clock.now()), signal).catch(() => {
      // The signal ends the wait; the next line sees it.
    });
    if (signal.aborted) return;
    const request = demoRequest(intention, env.kisiBaseUrl, names);
    callUpstream(request, signal)
      .then(readToEnd)
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
  }
}
