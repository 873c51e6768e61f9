import { attemptsOf, badOf, type Counts } from "#lib/alerts/counts";
import type { RuleFacts } from "#lib/alerts/read-rule-data";

/** Facts for tests: whatever is asked, these are the counts. */
export function sampleFacts(countsNow: () => Counts | null, changes: Partial<RuleFacts> = {}): RuleFacts {
  const nothing = async () => [];
  return {
    count: async (_range, by) => {
      const counts = countsNow();
      return counts === null ? new Map() : new Map([[by === "none" ? "all" : `some ${by}`, counts]]);
    },
    p95s: async () => new Map(),
    limits: () => [{ seconds: 86_400, rate: 0.05, count: null }],
    weigh: (counts) => ({ attempts: attemptsOf(counts), bad: badOf(counts) }),
    listCredentialUses: nothing,
    listProblems: nothing,
    listDeprecatedRoutes: nothing,
    suspension: () => null,
    self: async () => ({ lost: 0, lateMs: null, lastDeadAtMs: null }),
    lostSince: () => 0,
    ...changes,
  };
}
