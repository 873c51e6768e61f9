import { riskLevels } from "#lib/model/risk";
import type { LimitState, Risk } from "#lib/risk/read-risk";

/** The limit that counts most now: of the gravest level, and of those the fullest; one's own come before presets. */
export function strictestState({ own, presets, counted }: Pick<Risk, "own" | "presets" | "counted">): LimitState {
  const counting = presets.filter(({ window: { preset } }) => preset !== null && counted.includes(preset));
  const [strictest] = [...own, ...counting].toSorted((a, b) => graveness(b) - graveness(a) || usedOf(b) - usedOf(a));
  if (!strictest) throw new Error("there is no limit at all");
  return strictest;
}

function graveness({ window: { level } }: LimitState): number {
  return riskLevels.indexOf(level);
}

function usedOf({ window: { used, applies } }: LimitState): number {
  return applies ? (used ?? 0) : -1;
}
