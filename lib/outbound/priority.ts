import type { PrioritySettings } from "#lib/model/priorities";
import type { RiskLevel } from "#lib/model/risk";
import type { OutboundRequest } from "#lib/outbound/exchange";
import type { PaceRequest } from "#lib/outbound/pacer";

/** The limits that a call keeps and its place in the line, at this moment. */
export type PriorityPace = (request: OutboundRequest) => Omit<PaceRequest, "latestMs">;

type Facts = { readonly settings: PrioritySettings; readonly level: RiskLevel };

/**
 * Door actions go first at any time. While the budget is critical or exceeded, and if it is wanted, calls of high
 * priority come next, and bulk work keeps a slower limit of its own, so that what it costs is spread over time. One
 * whose turn would come after its deadline is refused by the pacer as ever.
 */
export function paceByPriority(request: OutboundRequest, { settings, level }: Facts): Omit<PaceRequest, "latestMs"> {
  const { doorAction, paceLimits: limits, priority } = request;
  if (doorAction) return { limits, rank: "door" };
  const isTight = settings.enabled && (level === "critical" || level === "exceeded");
  if (!isTight) return { limits, rank: "normal" };
  if (priority === "high") return { limits, rank: "high" };
  const isBulk = priority === "low" || (priority === "normal" && settings.unmarkedIsBulk);
  const payer = limits[0]?.key;
  // Without limits the pacer is off.
  if (!isBulk || payer === undefined) return { limits, rank: "normal" };
  const bulk = { key: `${payer}:bulk`, count: 1, windowMs: 60_000 / settings.bulkPerMinute };
  return { limits: [...limits, bulk], rank: "normal" };
}
