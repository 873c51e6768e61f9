import { formatCount, formatNumber } from "#lib/format";
import type { Hygiene } from "#lib/hygiene/read-hygiene";
import { ruleIds } from "#lib/hygiene/rule-words";

/** How things stand, in one sentence. */
export function hygieneSentence({ findings, calls }: Pick<Hygiene, "findings" | "calls">): string {
  const broken = new Set(findings.map(({ rule }) => rule)).size;
  const within = `rules ${broken <= 1 ? "is" : "are"} broken in ${formatCount(calls, "call")}.`;
  return `${broken === 0 ? "None" : formatNumber(broken)} of ${formatNumber(ruleIds.length)} ${within}`;
}

/** What a day to be done by means now: `in 34 days`, `12 days ago`. */
export function dueWords(fixByMs: number, nowMs: number): string {
  const days = Math.floor((fixByMs - nowMs) / 86_400_000);
  if (days < -1) return `${formatCount(-days - 1, "day")} ago`;
  if (days < 0) return "within the last day";
  return days === 0 ? "within a day" : `in ${formatCount(days, "day")}`;
}
