import { ConfirmedAction } from "#components/form/confirmed-action";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { Silence } from "#lib/model/alert";
import { endSilenceAction } from "../actions";

type SilenceSectionProps = {
  silences: readonly Silence[];
  nameOf: (ruleId: string) => string;
  timeZone: string;
  nowMs: number;
};

/** What is not told just now, until when, and why. */
export function SilenceSection({ silences, nameOf, timeZone, nowMs }: SilenceSectionProps) {
  return (
    <Section title="Silenced" flush>
      <ul className="divide-y divide-line border-t">
        {silences.map(({ id, ruleId, untilMs, reason, who }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
            <div className="mr-auto min-w-0">
              <p>
                {ruleId === null ? "All rules" : nameOf(ruleId)} until{" "}
                <Time ms={untilMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
              </p>
              <p className="wrap-anywhere text-ink-3 text-xs">
                {reason} · {who}
              </p>
            </div>
            <ConfirmedAction
              title="End this silence?"
              description="Alerts that begin from now on are told again. Those that began under it stay quiet."
              confirm="End it"
              action={endSilenceAction}
              fields={{ id }}
            >
              End
            </ConfirmedAction>
          </li>
        ))}
      </ul>
    </Section>
  );
}
