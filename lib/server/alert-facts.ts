import { attemptsOf, badOf } from "#lib/alerts/counts";
import { createLiveCounts } from "#lib/alerts/live-counts";
import { readLiveProblems } from "#lib/alerts/live-problems";
import type { RuleFacts } from "#lib/alerts/read-rule-data";
import type { App } from "#lib/server/app";

type FactsApp = Pick<App, "storeLosses" | "suspension"> & {
  readonly riskSettings: Pick<App["riskSettings"], "read">;
  readonly store: Pick<
    App["store"],
    "readFigures" | "listCredentialUses" | "listProblems" | "listDeprecatedRoutes" | "listDeliveries"
  >;
};

/** More keys than this are no list that a rule should go through every few seconds. */
const credentialsMax = 500;
/** A look that comes this long after the one before was too late to keep the promise of fifteen seconds. */
const lateAfterMs = 20_000;

/** Joins what rules look at: the recorded attempts, problems, keys, limits, and how Ajar itself is doing. */
export function createAlertFacts({ store, riskSettings, storeLosses, suspension }: FactsApp) {
  let lookedAtMs: number | null = null;
  let lateMs: number | null = null;
  return {
    /** To be told of each look. */
    noteLook: (nowMs: number) => {
      const sinceMs = lookedAtMs === null ? 0 : nowMs - lookedAtMs;
      lateMs = sinceMs > lateAfterMs ? sinceMs : null;
      lookedAtMs = nowMs;
    },
    factsAt: (): RuleFacts => ({
      ...createLiveCounts(store),
      limits: () => riskSettings.read().limits,
      weigh: (counts) => {
        const limited = riskSettings.read().count429 ? 0 : (counts.byOutcome.rate_limited ?? 0);
        return { attempts: attemptsOf(counts), bad: badOf(counts) - limited };
      },
      listCredentialUses: () => store.listCredentialUses(credentialsMax),
      listProblems: (range, filter) => readLiveProblems(store, range, filter),
      listDeprecatedRoutes: store.listDeprecatedRoutes,
      suspension: suspension.current,
      self: async (sinceMs) => ({
        lost: storeLosses.countSince(sinceMs),
        lateMs,
        lastDeadAtMs: await lastDeadLetter(store),
      }),
      lostSince: storeLosses.countSince,
    }),
  };
}

/** When a message was given up last, but for tests and for those about Ajar itself: they would only tell of themselves. */
async function lastDeadLetter({ listDeliveries }: FactsApp["store"]): Promise<number | null> {
  const dead = await listDeliveries({ state: "dead", alertId: null, channelId: null, limit: 20 });
  const told = dead.filter(({ type, payload }) => type !== "alert.test" && !payload.includes('"kind":"self"'));
  return told.reduce<number | null>((last, { lastTryAtMs }) => Math.max(last ?? 0, lastTryAtMs ?? 0) || last, null);
}
