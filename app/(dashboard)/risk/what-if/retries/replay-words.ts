import { formatCount, formatDuration, formatNumber } from "#lib/format";
import type { ReplayTally } from "#lib/risk/replay-tally";

/** `+1,204`, `−38`, `same`. */
export function changeWords(after: number, before: number): string {
  if (after === before) return "same";
  return after > before ? `+${formatNumber(after - before)}` : `−${formatNumber(before - after)}`;
}

/** What a call that was tried again took more than its first attempt; null if none was. */
export function meanRetryMs({ retried, retryMs }: ReplayTally): number | null {
  return retried === 0 ? null : retryMs / retried;
}

/** What a policy would have changed, in two sentences. */
export function replayWords(name: string, after: ReplayTally, before: ReplayTally): string {
  const bad = after.bad - before.bad;
  const cost =
    bad === 0
      ? "as many bad attempts as there were"
      : `${formatCount(Math.abs(bad), "bad attempt")} ${bad > 0 ? "more than there were" : "fewer than there were"}`;
  const recovered = `${formatCount(after.recovered, "call")} would have recovered by retrying, not ${formatNumber(before.recovered)}`;
  const same = `${formatCount(after.recovered, "call")} would have recovered by retrying, as in truth`;
  const wait = meanRetryMs(after);
  const time = wait === null ? "" : `; retrying took ${formatDuration(wait)} a call in the mean`;
  return `Under “${name}”: ${cost}. ${after.recovered === before.recovered ? same : recovered}${time}.`;
}
