import { Notice } from "#components/ui/notice";
import { Section } from "#components/ui/section";
import { formatRate } from "#lib/format";
import { limitWords } from "#lib/format/limit-words";
import type { RiskSettings } from "#lib/model/risk-settings";
import type { LimitState } from "#lib/risk/read-risk";
import { BudgetGauge } from "./budget-gauge";

type BudgetSectionProps = {
  own: readonly LimitState[];
  settings: RiskSettings;
  /** The limit that is looked at. */
  shown: LimitState;
  /** When it is reached, and what helps. */
  forecast: string;
  wayBack: string | null;
};

/** The user's own limits as of now, and what comes. */
export function BudgetSection({ own, settings, shown, forecast, wayBack }: BudgetSectionProps) {
  return (
    <Section
      flush
      title="Your budget now"
      note={`Kisi publishes no threshold: these are your own safety limits. Counted in attempts, as Kisi sees them. Marks on a bar: warning from ${formatRate(settings.levels.warning, 1)}, critical from ${formatRate(settings.levels.critical, 1)}, the limit.`}
    >
      <div className="border-t">
        {own.map(({ window }) => (
          <BudgetGauge key={window.limit.seconds} window={window} levels={settings.levels} />
        ))}
      </div>
      <div className="grid gap-2 border-t p-4">
        <div>
          {own.length > 1 ? (
            <h3 className="text-ink-3 text-xs">Forecast for {limitWords(shown.watched.limit)}</h3>
          ) : null}
          <p>{forecast}</p>
        </div>
        {wayBack === null ? null : <Notice>{wayBack}</Notice>}
      </div>
    </Section>
  );
}
