import { attemptsOf, type Counts } from "#lib/alerts/counts";
import type { CountSource, RuleFacts } from "#lib/alerts/read-rule-data";
import type { RecordedCounts } from "#lib/alerts/recorded-counts";
import type { CredentialUse } from "#lib/model/credential";
import type { Range } from "#lib/time/range";

type Options = Pick<RuleFacts, "limits" | "weigh"> & {
  /** What the rule looks at, by what it judges apart. */
  readonly own: RecordedCounts;
  readonly p95s: CountSource["p95s"];
  /** Every key that was ever seen; when it was used first. */
  readonly uses: readonly CredentialUse[];
  /** The buckets of `own`. */
  readonly firstMs: number;
  readonly bucketMs: number;
};

/**
 * What rules looked at in the past, told again: to be asked for one moment after the other. What lies ahead of a moment
 * had not happened. What the detector of suspensions thought and what was done to problems is not kept over time.
 */
export function createPastFacts({ own, limits, weigh, p95s, uses, firstMs, bucketMs }: Options) {
  const refusals = createRefusals(own, { firstMs, bucketMs });
  const nothing = async () => [];
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
      listProblems: nothing,
      listDeprecatedRoutes: nothing,
      suspension: () => null,
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
