import { formatCount, formatRate } from "#lib/format";
import type { RiskLimit } from "#lib/model/risk";

const nbsp = "\u00a0";

/** `10 min`, `1 h`, `24 h`, `7 d`: windows are told in hours up to two days. */
export function spanWords(seconds: number): string {
  if (seconds % 86_400 === 0 && seconds > 2 * 86_400) return `${seconds / 86_400}${nbsp}d`;
  if (seconds % 3_600 === 0) return `${seconds / 3_600}${nbsp}h`;
  return `${seconds / 60}${nbsp}min`;
}

/** `5 % of attempts in 24 h`, `100 bad attempts in 1 h`, or both joined by "or". */
export function limitWords({ rate, count, seconds }: RiskLimit): string {
  const byRate = rate === null ? null : `${formatRate(rate, 1)} of attempts`;
  const byCount = count === null ? null : formatCount(count, "bad attempt");
  return `${[byRate, byCount].filter((words) => words !== null).join(" or ")} in ${spanWords(seconds)}`;
}
