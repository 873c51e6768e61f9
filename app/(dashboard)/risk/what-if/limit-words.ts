import { formatCount, formatDuration, formatNumber, formatRate } from "#lib/format";
import { formatInstant } from "#lib/time/format-time";
import type { Judgement } from "./judge-limit.ts";
import type { MadeUpLimit } from "./limit-search.ts";
import type { LimitKind, WindowUse } from "./window-uses.ts";

/** `5 %`, `300 bad attempts`. */
export function limitWords(kind: LimitKind, shown: number): string {
  return kind === "rate" ? `${shown}\u00a0%` : formatCount(shown, "bad attempt");
}

/** `7.4 %`, `340`; of one window. */
export function wordsOfUse(kind: LimitKind, { attempts, bad }: WindowUse): string {
  return kind === "rate" ? formatRate(bad, attempts) : formatNumber(bad);
}

/**
 * The smallest limit, in the slider's unit, that a history never passed: its highest use, rounded up to a tenth of a per
 * cent. Null if the rule never applied.
 */
export function neverPassedFrom(kind: LimitKind, highest: WindowUse | null): number | null {
  if (highest?.value == null) return null;
  return kind === "rate" ? Math.ceil(highest.value * 1_000 - 1e-9) / 10 : highest.value;
}

type WordsFor = { readonly timeZone: string; readonly nowMs: number };

/** The answer in one or two sentences. */
export function verdictWords(judgement: Judgement, limit: MadeUpLimit, { timeZone, nowMs }: WordsFor): string {
  const { crossings, aboveMs, highest } = judgement;
  const at = (ms: number) => formatInstant(ms, timeZone, { precision: "min", nowMs });
  const first = crossings[0];
  if (!highest) {
    return limit.kind === "rate"
      ? `Too little to tell: no window of ${limit.window.words} had more than ${formatCount(limit.appliesAbove, "attempt")}.`
      : `Too little to tell: nothing is recorded finely enough for windows of ${limit.window.words}.`;
  }
  if (!first) {
    const most = `the most was ${wordsOfUse(limit.kind, highest)} in the ${limit.window.words} before ${at(highest.atMs)}`;
    return `You would never have been suspended: ${highest.bad === 0 ? "no attempt counted against you" : most}.`;
  }
  const rest = crossings.length === 1 ? "once" : formatCount(crossings.length, "time");
  const since = crossings.at(-1)?.toMs === null ? ", and you would be above it now" : "";
  return `You would have been suspended on ${at(first.fromMs)}. The limit was passed ${rest}, for ${formatDuration(aboveMs)} in all${since}.`;
}
