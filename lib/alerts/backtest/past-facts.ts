import type { RecordedCounts } from "#lib/alerts/backtest/recorded-counts";
import { attemptsOf, type Counts } from "#lib/alerts/counts";
import type { ProblemStanding } from "#lib/alerts/kinds/standings";
import type { CountSource, RuleFacts } from "#lib/alerts/read-rule-data";
import type { CredentialUse } from "#lib/model/credential";
import type { Suspension } from "#lib/model/suspension";
import type { Range } from "#lib/time/range";

type Options = Pick<RuleFacts, "limits" | "weigh" | "listDeprecatedRoutes"> & {
  /** What the rule looks at, by what it judges apart. */
  readonly own: RecordedCounts;
  readonly p95s: CountSource["p95s"];
  /** Every key that was ever seen; when it was used first. */
  readonly uses: readonly CredentialUse[];
  /** How the problems that the rule is about stood at the end of a window. */
  readonly problems: (window: Range) => readonly ProblemStanding[];
  /** What the detector of suspensions thought at a moment. */
  readonly suspensionAt: (nowMs: number) => Suspension | null;
  /** The buckets of `own`. */
  readonly firstMs: number;
  readonly bucketMs: number;
};

/**
 * What rules looked at in the past, told again: to be asked for one moment after the other. What lies ahead of a moment
 * had not happened. How Ajar itself was doing is not kept over time.
 */
export function createPastFacts(options: Options) {
  const { own, limits, weigh, p95s, uses, problems, suspensionAt, listDeprecatedRoutes } = options;
  const refusals = createRefusals(own, options);
  return (nowMs: number): RuleFacts => {
    const past = ({ fromMs, toMs }: Range) => ({ fromMs, toMs: Math.min(toMs, nowMs) });
    return {
      count: async (range) => own.count(past(range)),
      p95s: (range, by, filter) => p95s(past(range), by, filter),
      limits,
      weigh,
      listCredentialUses: async () => {
        const refusedSince = refusals.upTo(nowMs);
        return uses.map((use) => ({ ...use, refusedSinceMs: refusedSince.get(use.fingerprint) ?? null }));
      },
      listProblems: async (range) => problems(past(range)),
      listDeprecatedRoutes: (range, filter) => listDeprecatedRoutes(past(range), filter),
      suspension: () => suspensionAt(nowMs),
      self: async () => ({ lost: 0, lateMs: null, lastDeadAtMs: null }),
      lostSince: () => 0,
    };
  };
}

/** Follows since when each key has got nothing but 401, bucket by bucket. */
function createRefusals(own: RecordedCounts, { firstMs, bucketMs }: Pick<Options, "firstMs" | "bucketMs">) {
  const since = new Map<string, number>();
  let readMs = firstMs;
  const isRefused = (counts: Counts) => counts.unauthorized === attemptsOf(counts);
  return {
    upTo(nowMs: number): ReadonlyMap<string, number> {
      for (; readMs + bucketMs <= nowMs; readMs += bucketMs) {
        for (const [key, counts] of own.count({ fromMs: readMs, toMs: readMs + bucketMs })) {
          if (!isRefused(counts)) since.delete(key);
          else if (!since.has(key)) since.set(key, readMs);
        }
      }
      return since;
    },
  };
}
