import type { RiskLevel } from "#lib/model/risk";
import type { Clock } from "#lib/time/clock";

type Glance = { readonly glance: () => Promise<{ readonly level: RiskLevel }> };

const refreshAfterMs = 3_000;
/** An older level says nothing of now. */
const ageMaxMs = 60_000;

/**
 * The level of risk for those who cannot wait for it: the last one known, read anew in the background whenever it is
 * asked for and a few seconds old. `unknown` until the first one is read, and when none could be read for a minute.
 */
export function createLevelReader(risk: Glance, clock: Pick<Clock, "elapsed">): () => RiskLevel {
  let known: { readonly level: RiskLevel; readonly atMs: number } | null = null;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = clock.elapsed();
    if (nowMs - askedAtMs >= refreshAfterMs) {
      askedAtMs = nowMs;
      risk.glance().then(
        ({ level }) => {
          known = { level, atMs: clock.elapsed() };
        },
        // Told by the watch itself.
        () => undefined,
      );
    }
    return known !== null && nowMs - known.atMs < ageMaxMs ? known.level : "unknown";
  };
}
