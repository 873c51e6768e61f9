import { LevelMark } from "#components/risk/level-mark";
import { Badge } from "#components/ui/badge";
import { cn } from "#components/ui/cn.ts";
import { Section } from "#components/ui/section";
import { formatCount, formatNumber, formatRate } from "#lib/format";
import type { BudgetWindow, RiskPresetId } from "#lib/model/risk";
import { type RiskPreset, riskPresets } from "#lib/risk/presets";
import type { LimitState } from "#lib/risk/read-risk";

type PresetSectionProps = { states: readonly LimitState[]; counted: readonly RiskPresetId[] };

/** What the traffic would be worth under rules that other vendors publish. */
export function PresetSection({ states, counted }: PresetSectionProps) {
  return (
    <Section
      title="Beside the published rules of others"
      note="What Kisi's own might look like. Kisi publishes no threshold: none of these is Kisi's."
    >
      <ul className="grid gap-3 md:grid-cols-3">
        {riskPresets.map((preset) => {
          const state = states.find(({ window }) => window.preset === preset.id);
          return state ? (
            <PresetCard key={preset.id} preset={preset} window={state.window} counts={counted.includes(preset.id)} />
          ) : null;
        })}
      </ul>
    </Section>
  );
}

type PresetCardProps = { preset: RiskPreset; window: BudgetWindow; counts: boolean };

function PresetCard({ preset, window, counts }: PresetCardProps) {
  const { attempts, bad, used, applies, level } = window;
  return (
    <li className="flex flex-col gap-2 rounded-md border p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium">{preset.vendor}</h3>
        {counts ? null : <Badge>not in your level</Badge>}
        {applies ? <LevelMark level={level} className="ml-auto" /> : <Badge className="ml-auto">not met</Badge>}
      </div>
      <p>
        <span className={cn("font-medium text-xl tracking-[-0.01em]", level === "unknown" && "text-ink-3")}>
          {used === null ? <span className="text-ink-3">unknown</span> : formatRate(used, 1)}
        </span>
        {used === null ? null : <span className="text-ink-2"> used</span>}
      </p>
      <p className="text-ink-3 text-xs">
        {attempts === 0
          ? "no attempts in its window"
          : `${formatNumber(bad)} of ${formatCount(attempts, "attempt")} count, ${formatRate(bad, attempts)}`}
        {!applies && preset.appliesAbove !== null
          ? `; the rule applies above ${formatCount(preset.appliesAbove, "attempt")}`
          : ""}
      </p>
      <p className="mt-auto border-t pt-2 text-ink-2 text-xs">
        {preset.rule}. {preset.consequence} Counts {preset.counts}{" "}
        <a href={preset.sourceUrl} className="link" rel="noreferrer">
          Source
        </a>
      </p>
    </li>
  );
}
