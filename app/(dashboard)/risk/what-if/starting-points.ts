import type { RiskLimit } from "#lib/model/risk";
import type { RiskSettings } from "#lib/model/risk-settings";
import { type RiskPreset, riskPresets } from "#lib/risk/presets";
import { countingChoices, type LimitSearch, serializeLimitSearch, windowChoices } from "./limit-search.ts";
import { limitWords } from "./limit-words.ts";

/** A limit to begin with, as an address of this page. */
export type StartingPoint = { readonly name: string; readonly rule: string; readonly href: string };

type Tried = Omit<LimitSearch, "tz">;

/** The user's own limits, as far as this page has their windows, and the rules that other vendors publish. */
export function startingPoints(
  tz: LimitSearch["tz"],
  settings: Pick<RiskSettings, "limits" | "count429"> | null,
): readonly StartingPoint[] {
  const hrefOf = (tried: Tried) => serializeLimitSearch("/risk/what-if", { ...tried, tz });
  const own = settings?.limits.flatMap((limit) => searchesOfOwn(limit, settings.count429)) ?? [];
  return [
    ...own.map((tried) => ({ name: nameOfOwn(tried), rule: "One of your own limits", href: hrefOf(tried) })),
    ...riskPresets.map((preset) => ({
      name: preset.vendor,
      rule: `${preset.rule}. Counts: ${preset.counts}`,
      href: hrefOf(searchOfPreset(preset)),
    })),
  ];
}

/** A limit of both kinds is tried as two. A rate needs a floor of attempts here, or the first failure would pass it. */
function searchesOfOwn({ seconds, rate, count }: RiskLimit, count429: boolean): readonly Tried[] {
  const per = windowChoices.find((choice) => choice.seconds === seconds)?.per;
  if (!per) return [];
  const shared = { per, above: 100, counts: count429 ? "bad" : "but429" } as const;
  return [
    ...(rate === null ? [] : [{ ...shared, kind: "rate" as const, limit: percentOf(rate) }]),
    ...(count === null ? [] : [{ ...shared, kind: "count" as const, limit: count }]),
  ];
}

function nameOfOwn({ kind, limit, per }: Tried): string {
  const window = windowChoices.find((choice) => choice.per === per)?.label ?? per;
  return `Yours: ${limitWords(kind, limit ?? 0)} in ${window}`;
}

/** A vendor's rule in this page's words. */
function searchOfPreset({ limit, appliesAbove, weighed }: RiskPreset): Tried {
  const { seconds, rate, count } = limit;
  const counting = countingChoices.find((choice) => String(choice.weighed) === String(weighed));
  return {
    kind: rate === null ? "count" : "rate",
    limit: rate === null ? count : percentOf(rate),
    per: windowChoices.find((choice) => choice.seconds === seconds)?.per ?? "24h",
    above: appliesAbove ?? 0,
    counts: counting?.counts ?? "bad",
  };
}

function percentOf(share: number): number {
  return Math.round(share * 1e6) / 1e4;
}
