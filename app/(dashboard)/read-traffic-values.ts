import type { TrafficValues } from "#components/traffic/traffic-values.ts";
import type { App } from "#lib/server/app";

type Deps = {
  readonly store: Pick<App["store"], "listFilterValues">;
  readonly log: Pick<App["log"], "error">;
};

/** What the shell's filter offers. Without it the shell still stands, so that the page itself can say what failed. */
export async function readTrafficValues({ store, log }: Deps): Promise<TrafficValues> {
  try {
    return await store.listFilterValues();
  } catch (error) {
    log.error({ err: error }, "the names for the filter cannot be read");
    return { integrations: [], credentials: [] };
  }
}
