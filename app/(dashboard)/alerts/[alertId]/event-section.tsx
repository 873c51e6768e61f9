import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { AlertEvent } from "#lib/model/alert";

const titles: Readonly<Record<AlertEvent["kind"], string>> = {
  fired: "It began",
  escalated: "It became graver",
  joined: "More joined",
  reminded: "A reminder was sent",
  acknowledged: "Acknowledged",
  froze: "Frozen",
  thawed: "No longer frozen",
  gap: "A gap",
  resolved: "It ended",
};

type EventSectionProps = { events: readonly AlertEvent[]; timeZone: string; nowMs: number };

/** What happened to an alert, and who did it. */
export function EventSection({ events, timeZone, nowMs }: EventSectionProps) {
  return (
    <Section title="What happened" flush>
      <ol className="divide-y divide-line border-t">
        {events.map(({ atMs, kind, who, words }) => (
          <li key={`${atMs} ${kind} ${words}`} className="grid gap-x-4 px-4 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <Time ms={atMs} timeZone={timeZone} nowMs={nowMs} className="text-ink-3" />
            <p className="wrap-anywhere">
              <span className="font-medium">{titles[kind]}</span>
              <span className="text-ink-2">
                {who === null ? "" : ` by ${who}`}: {words}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
