import type { App } from "#lib/server/app";
import type { Simulator } from "#lib/simulator/handler";
import { type Intention, liveTraffic } from "#lib/simulator/traffic";

type LiveDeps = {
  readonly app: Pick<App, "clock" | "log">;
  /** Where this Ajar is reached: `http://127.0.0.1:3000`. */
  readonly address: string;
  /** The gateway token of an integration, by its name. */
  readonly tokenOf: (name: string) => string;
  readonly simulator: Simulator;
  readonly seed: number;
};

/** Goes on with about one call a second, through the gateway as programs of the user would, until the signal aborts. */
export async function keepTraffic(deps: LiveDeps, signal: AbortSignal): Promise<void> {
  const { clock } = deps.app;
  for (const intention of liveTraffic({ seed: deps.seed, simulator: deps.simulator, startAtMs: clock.now() })) {
    await clock.sleep(Math.max(0, intention.atMs - clock.now()), signal).catch(() => {
      // The signal ends the wait; the next line sees it.
    });
    if (signal.aborted) return;
    void call(deps, intention, signal);
  }
}

async function call({ app, address, tokenOf }: LiveDeps, intention: Intention, signal: AbortSignal): Promise<void> {
  const { method, path, body, key, retriesMax, repeatSafe, integration } = intention;
  try {
    const response = await fetch(`${address}/kisi${path}`, {
      method,
      headers: {
        "x-ajar-token": tokenOf(integration),
        "x-ajar-retries": String(retriesMax),
        ...(repeatSafe ? { "x-ajar-repeat-safe": "true" } : {}),
        authorization: `KISI-LOGIN ${key}`,
        accept: "application/json",
        "user-agent": "ajar-demo",
        ...(body === null ? {} : { "content-type": "application/json" }),
      },
      body,
      redirect: "manual",
      signal,
    });
    await response.arrayBuffer();
  } catch (error) {
    // An answer that breaks off is part of the show, and stands in the log of calls.
    if (!signal.aborted) app.log.debug({ err: error }, "demo: an answer broke off");
  }
}
