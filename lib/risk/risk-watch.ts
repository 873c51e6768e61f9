import { AppError } from "#lib/errors";
import type { RiskSettings } from "#lib/model/risk-settings";
import { type Risk, readRisk } from "#lib/risk/read-risk";
import type { Clock } from "#lib/time/clock";
import type { TallyReader } from "#lib/traffic/read-tallies";

/** Where the budget stands. Both throw `unavailable` when store or settings cannot be read: that is never a level. */
export type RiskWatch = {
  /** As of now. */
  readonly read: () => Promise<Risk>;
  /** At most a few seconds old, for what stands on every page. */
  readonly glance: () => Promise<Risk>;
};

type Deps = {
  readonly store: TallyReader;
  readonly settings: { readonly read: () => RiskSettings };
  readonly clock: Pick<Clock, "now" | "elapsed">;
  /** Gets what kept the store from being read, for the log. */
  readonly onUnreadable: (cause: unknown) => void;
};

const glanceMaxAgeMs = 3_000;

/** Made once a process. A change of the settings shows at once. */
export function createRiskWatch({ store, settings, clock, onUnreadable }: Deps): RiskWatch {
  let last: { readonly risk: Promise<Risk>; readonly settings: RiskSettings; readonly atMs: number } | null = null;
  const read = async () => {
    const current = settings.read();
    try {
      return await readRisk(store, current, clock.now());
    } catch (cause) {
      onUnreadable(cause);
      throw new AppError("unavailable", "The recorded attempts cannot be read, so the budget is unknown", { cause });
    }
  };
  return {
    read,
    async glance() {
      const current = settings.read();
      const nowMs = clock.elapsed();
      if (last !== null && last.settings === current && nowMs - last.atMs < glanceMaxAgeMs) return last.risk;
      last = { risk: read(), settings: current, atMs: nowMs };
      const { risk } = last;
      // A failure is told to whoever asked, and the next one asks the store again.
      risk.catch(() => {
        if (last?.risk === risk) last = null;
      });
      return risk;
    },
  };
}
