import type { RiskLimit, RiskPresetId, Weighed } from "#lib/model/risk";
import type { RiskSettings } from "#lib/model/risk-settings";
import { riskPresets } from "#lib/risk/presets";

/** A limit with what weighs against it. */
export type WatchedLimit = {
  readonly limit: RiskLimit;
  readonly preset: RiskPresetId | null;
  readonly weighed: Weighed;
  /** The rule applies only above so many attempts in its window; null if it always does. */
  readonly appliesAbove: number | null;
};

/** What weighs against the user's own limits. */
export function ownWeighed({ count429 }: Pick<RiskSettings, "count429">): Weighed {
  return count429 ? "bad" : "bad_but_429";
}

/** The user's own limits, in their order. */
export function ownLimits(settings: RiskSettings): readonly WatchedLimit[] {
  const weighed = ownWeighed(settings);
  return settings.limits.map((limit) => ({ limit, preset: null, weighed, appliesAbove: null }));
}

/** The vendors' rules, whether or not they count for the level. */
export const presetLimits: readonly WatchedLimit[] = riskPresets.map(({ id, limit, weighed, appliesAbove }) => ({
  limit,
  preset: id,
  weighed,
  appliesAbove,
}));
