import { formatCount, formatNumber, formatRate } from "#lib/format";
import { spanWords } from "#lib/format/limit-words";
import type { RiskSettings } from "#lib/model/risk-settings";
import { riskPresets } from "#lib/risk/presets";
import type { LimitState } from "#lib/risk/read-risk";

/** How one limit stands, in a sentence or two. Silence and a handful of calls are "we cannot tell", never "all is well". */
export function riskSentence(state: LimitState, settings: Pick<RiskSettings, "floor">): string {
  const vendor = riskPresets.find(({ id }) => id === state.window.preset)?.vendor;
  const words = ownWords(state, settings);
  return vendor === undefined ? words : `By ${vendor}'s rule: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

function ownWords({ window, watched }: LimitState, { floor }: Pick<RiskSettings, "floor">): string {
  const span = `the last ${spanWords(watched.limit.seconds)}`;
  const { attempts, bad, level } = window;
  if (attempts === 0) return `We do not know: nothing was sent in ${span}.`;
  const seen = `${formatNumber(bad)} of ${formatCount(attempts, "attempt")} in ${span} ${bad === 1 ? "was" : "were"} bad`;
  switch (level) {
    case "unknown":
      return window.applies
        ? `Too little to tell: ${seen}. A rate is judged from ${formatCount(floor, "bad attempt")} on, or once so many went well that it is surely under the limit.`
        : `The rule does not apply yet: ${seen}.`;
    case "ok":
    case "warning":
      return `${usedWords(window.used)} of the limit is used: ${seen}.`;
    case "critical":
      return (window.used ?? 0) >= 1
        ? `The limit is reached, though so few attempts do not prove it yet: ${seen}.`
        : `${usedWords(window.used)} of the limit is used: ${seen}.`;
    case "exceeded":
      return `The limit is exceeded: ${seen}.`;
    default:
      return level satisfies never;
  }
}

function usedWords(used: number | null): string {
  return formatRate(used ?? 0, 1);
}
