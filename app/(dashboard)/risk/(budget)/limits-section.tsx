import { Section } from "#components/ui/section";
import type { RiskSettings } from "#lib/model/risk-settings";
import { riskPresets } from "#lib/risk/presets";
import { expectedText, limitRows, percentText } from "./limit-rows";
import { LimitsForm } from "./limits-form";

type LimitsSectionProps = {
  settings: RiskSettings;
  /** False for who may only look. */
  mayChange: boolean;
};

/** Where the limits are set. */
export function LimitsSection({ settings, mayChange }: LimitsSectionProps) {
  const { levels, floor, count429, presets, expected } = settings;
  return (
    <Section
      title="Your limits"
      note="Kisi publishes no threshold. Set what you do not want to pass: the strictest of all decides the level."
    >
      <LimitsForm
        mayChange={mayChange}
        rows={limitRows(settings)}
        levels={{ warning: percentText(levels.warning), critical: percentText(levels.critical) }}
        floor={floor}
        count429={count429}
        presets={riskPresets.map(({ id, vendor }) => ({ id, vendor, counts: presets.includes(id) }))}
        expected={expectedText(expected)}
      />
    </Section>
  );
}
