import { type RiskPreset, riskPresets } from "#lib/risk/presets";
import type { RangeSearch } from "#lib/time/range-search";
import { countingChoices, type LimitSearch, serializeLimitSearch, windowChoices } from "./limit-search.ts";

/** A rule that another vendor publishes, as an address of this page. */
export type StartingPoint = { readonly vendor: string; readonly rule: string; readonly href: string };

/** The published rules, ready to be tried. */
export function startingPoints(tz: RangeSearch["tz"]): readonly StartingPoint[] {
  return riskPresets.map((preset) => ({
    vendor: preset.vendor,
    rule: `${preset.rule}. Counts: ${preset.counts}`,
    href: serializeLimitSearch("/risk/what-if", { ...searchOfPreset(preset), tz }),
  }));
}

/** A vendor's rule in this page's words. */
function searchOfPreset({ limit, appliesAbove, weighed }: RiskPreset): Omit<LimitSearch, "tz"> {
  const { seconds, rate, count } = limit;
  const counting = countingChoices.find((choice) => String(choice.weighed) === String(weighed));
  return {
    kind: rate === null ? "count" : "rate",
    limit: rate === null ? count : rate * 100,
    per: windowChoices.find((choice) => choice.seconds === seconds)?.per ?? "24h",
    above: appliesAbove ?? 0,
    counts: counting?.counts ?? "bad",
  };
}
