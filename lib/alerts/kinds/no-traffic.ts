import { attemptsOf, noCounts } from "#lib/alerts/counts";
import { type CountsByKey, sharedOf } from "#lib/alerts/kinds/rates";
import type { Reading } from "#lib/alerts/reading";
import { lastWords } from "#lib/alerts/span-words";
import { formatCount } from "#lib/format";
import type { Rule } from "#lib/model/alert-rule";

/** What silence is compared with: the span that is judged, and the same span of earlier days. */
export type SilenceData = {
  readonly counts: CountsByKey;
  /** Each of the seven days before. */
  readonly daysBefore: readonly CountsByKey[];
  /** The same weekday in each of the weeks before, and all of the week that ended with it. */
  readonly weeksBefore: readonly { readonly span: CountsByKey; readonly week: CountsByKey }[];
};

/** With fewer weeks there is no telling a habit of a weekday from chance, so the days before are asked. */
const weeksNeeded = 2;

/**
 * Whether somebody is silent who always spoke at this time: in the same span of most of the days like this one. Those
 * are the same weekdays of the four weeks before, as far as there was any traffic in them, so that who rests at
 * weekends is neither missed on Mondays nor on Sundays; for who is new, the seven days before. Who is silent without
 * having been expected is unknown, never well.
 */
export function judgeNoTraffic(rule: Rule, data: SilenceData): Reading[] {
  const known = [data.counts, ...data.daysBefore, ...data.weeksBefore.map(({ span }) => span)];
  const keys = rule.groupBy === "none" ? [""] : [...new Set(known.flatMap((counts) => [...counts.keys()]))];
  return keys.map((key) => judgeKey(rule, data, key));
}

function judgeKey(rule: Rule, { counts, daysBefore, weeksBefore }: SilenceData, key: string): Reading {
  const at = (byKey: CountsByKey) => byKey.get(key === "" ? "all" : key) ?? noCounts;
  const weeks = weeksBefore.filter(({ week }) => attemptsOf(at(week)) > 0);
  const byWeekday = weeks.length >= weeksNeeded;
  const compared = byWeekday ? weeks.map(({ span }) => span) : daysBefore;
  const spoken = compared.filter((span) => attemptsOf(at(span)) >= Math.max(1, rule.minCount)).length;
  const value = compared.length === 0 ? 0 : spoken / compared.length;
  const shared = { ...sharedOf(rule, key, at(counts)), value };
  const attempts = attemptsOf(at(counts));
  if (attempts > 0) {
    return { ...shared, verdict: "clear", words: `there is traffic again: ${formatCount(attempts, "attempt")}` };
  }
  const likeThis = byWeekday ? `on this weekday in ${spoken} of the last ${weeks.length} weeks` : "";
  const before = likeThis || `on ${spoken} of the last ${daysBefore.length} days`;
  const words = `no attempts in ${lastWords(rule.windowSeconds)}; there were some at this time ${before}`;
  return { ...shared, verdict: value >= rule.threshold ? "breach" : "unknown", words };
}
